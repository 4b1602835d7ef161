namespace TWCManager.Core.Web;

/// <summary>Who may ask for something.</summary>
internal enum WebAccess
{
    /// <summary>Everybody, unless webServer is off.</summary>
    Everybody = 0,

    /// <summary>Everybody if webServer is full; for a change with the token of our page.</summary>
    FullPage = 1,

    /// <summary>As <see cref="FullPage"/>, and with the set-up password as soon as one was chosen.</summary>
    Password = 2,
}
