// What the tests of the device use of their own framework, so that the very same files also run here.
namespace nanoFramework.TestFramework;

[AttributeUsage(AttributeTargets.Class)]
public sealed class TestClassAttribute : Attribute
{
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class TestMethodAttribute : Attribute
{
}

internal static class Assert
{
    public static void IsTrue(bool condition, string message = "")
    {
        Xunit.Assert.True(condition, message);
    }

    public static void IsFalse(bool condition, string message = "")
    {
        Xunit.Assert.False(condition, message);
    }

    public static void IsNull(object? value)
    {
        Xunit.Assert.Null(value);
    }

    public static void IsNotNull(object? value)
    {
        Xunit.Assert.NotNull(value);
    }

    public static void AreEqual(object? expected, object? actual)
    {
        Xunit.Assert.Equal(expected, actual);
    }
}
