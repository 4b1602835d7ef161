namespace TWCManager.Core.Ports;

/// <summary>One request of a browser. Made once and filled again and again; everything in it may be anything.</summary>
public sealed class BrowserRequest
{
    /// <summary>Longest body that is looked at, in bytes; longer ones arrive with <see cref="IsTooLong"/>.</summary>
    public const int BodyCapacity = 1024;

    /// <summary>Name of the header that carries the token of our own page.</summary>
    public const string TokenHeader = "X-TWC-Token";

    private byte[] _body;

    /// <summary>Method in capitals, such as "GET".</summary>
    public string Method;

    /// <summary>Path without what follows a question mark.</summary>
    public string Path;

    /// <summary>Value of the header Host, or null.</summary>
    public string Host;

    /// <summary>Value of the header Origin, or null.</summary>
    public string Origin;

    /// <summary>Value of the header Content-Type, or null.</summary>
    public string ContentType;

    /// <summary>Value of the header <see cref="TokenHeader"/>, or null.</summary>
    public string Token;

    /// <summary>The browser runs where only somebody on site can be: on this computer, or on the device's own access point.</summary>
    public bool IsOnSite;

    /// <summary>Number made of the browser's address, to tell one from another; 0 while it is not known.</summary>
    public int Client;

    /// <summary>Bytes of the body, 0 to <see cref="BodyCapacity"/>.</summary>
    public int Length;

    /// <summary>The body did not fit; <see cref="Length"/> is 0.</summary>
    public bool IsTooLong;

    /// <summary>Body; the first <see cref="Length"/> bytes count. Its room is made when it is first asked for, and null gives it back: most of the time nobody
    /// asks for anything. A server may lend its own until the first piece of the answer.</summary>
    public byte[] Body
    {
        get
        {
            if (_body == null)
            {
                _body = new byte[BodyCapacity];
            }

            return _body;
        }

        set
        {
            _body = value;
        }
    }
}
