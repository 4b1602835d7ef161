using System.Reflection;
using DeviceFramework = nanoFramework.TestFramework;
using Xunit;

namespace TWCManager.Core.Tests.OnDevice;

/// <summary>The tests of the device, run on this machine as well: what they claim must not hang on the interpreter.</summary>
public class DeviceTests
{
    public static TheoryData<string, string> Tests
    {
        get
        {
            TheoryData<string, string> tests = [];
            foreach (Type type in typeof(DeviceTests).Assembly.GetTypes().Where(t => t.GetCustomAttribute<DeviceFramework.TestClassAttribute>() != null).OrderBy(t => t.Name))
            {
                foreach (MethodInfo method in type.GetMethods().Where(m => m.GetCustomAttribute<DeviceFramework.TestMethodAttribute>() != null))
                {
                    tests.Add(type.FullName!, method.Name);
                }
            }

            return tests;
        }
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public void Holds_here_too(string type, string method)
    {
        object instance = Activator.CreateInstance(Type.GetType(type)!)!;
        try
        {
            instance.GetType().GetMethod(method)!.Invoke(instance, null);
        }
        catch (TargetInvocationException problem)
        {
            throw problem.InnerException!;
        }
    }

    [Fact]
    public void Every_file_of_tests_is_run_but_the_one_about_the_devices_heap()
    {
        int files = Directory.GetFiles(Path.Combine(Structure.RepositoryFolder.Path, "tests", "TWCManager.Device.Tests"), "*Tests.cs").Length;
        Assert.Equal(files - 1, Tests.Select(row => row.Data.Item1).Distinct().Count());
    }
}
