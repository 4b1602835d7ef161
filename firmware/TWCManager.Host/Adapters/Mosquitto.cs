using System.Runtime.InteropServices;

namespace TWCManager.Host.Adapters;

/// <summary>The calls of libmosquitto (interface version 1) that are used.</summary>
internal static unsafe partial class Mosquitto
{
    public const string Library = "libmosquitto.so.1";

    public const int Success = 0;
    public const int ErrorNoConnection = 4;
    public const int ErrorSecurity = 8;
    public const int ErrorSystem = 14;
    public const int ErrorNoAnswer = 19;

    /// <summary>What a broker answers instead of a quality when it refuses a subscription.</summary>
    public const int SubscriptionRefused = 0x80;

    [LibraryImport(Library, EntryPoint = "mosquitto_lib_init")]
    public static partial int Initialise();

    [LibraryImport(Library, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial nint New(string clientId, [MarshalAs(UnmanagedType.U1)] bool cleanSession, nint owner);

    [LibraryImport(Library, EntryPoint = "mosquitto_destroy")]
    public static partial void Destroy(nint client);

    [LibraryImport(Library, EntryPoint = "mosquitto_threaded_set")]
    public static partial int SetThreaded(nint client, [MarshalAs(UnmanagedType.U1)] bool isThreaded);

    [LibraryImport(Library, EntryPoint = "mosquitto_will_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetWill(nint client, string topic, int length, byte[] payload, int quality, [MarshalAs(UnmanagedType.U1)] bool retain);

    [LibraryImport(Library, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetUser(nint client, string user, string? password);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetTls(nint client, string? authorityFile, string? authorityDirectory, string? certificate, string? key, nint passwordCallback);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Connect(nint client, string host, int port, int keepAliveSeconds);

    [LibraryImport(Library, EntryPoint = "mosquitto_reconnect", SetLastError = true)]
    public static partial int Reconnect(nint client);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect")]
    public static partial int Disconnect(nint client);

    [LibraryImport(Library, EntryPoint = "mosquitto_loop", SetLastError = true)]
    public static partial int Loop(nint client, int timeoutMs, int unused);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Publish(nint client, out int messageId, string topic, int length, byte* payload, int quality, [MarshalAs(UnmanagedType.U1)] bool retain);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Subscribe(nint client, out int messageId, string pattern, int quality);

    [LibraryImport(Library, EntryPoint = "mosquitto_strerror")]
    private static partial nint ErrorText(int error);

    [LibraryImport(Library, EntryPoint = "mosquitto_connack_string")]
    private static partial nint RefusalText(int code);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_callback_set")]
    public static partial void OnConnect(nint client, delegate* unmanaged<nint, nint, int, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_callback_set")]
    public static partial void OnDisconnect(nint client, delegate* unmanaged<nint, nint, int, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_callback_set")]
    public static partial void OnPublish(nint client, delegate* unmanaged<nint, nint, int, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe_callback_set")]
    public static partial void OnSubscribe(nint client, delegate* unmanaged<nint, nint, int, int, int*, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_message_callback_set")]
    public static partial void OnMessage(nint client, delegate* unmanaged<nint, nint, Message*, void> callback);

    /// <summary>What the library says about an error.</summary>
    public static string Explain(int error, int systemError)
    {
        switch (error)
        {
            case ErrorSystem when systemError != 0:
                return Libc.Explain(systemError);
            case ErrorSecurity:
                // The library does not tell which of these it was.
                return "no TLS connection: the port may be one without TLS, or the certificate not made for this name, out of date, or of an unknown authority (--mqtt-ca)";
            case ErrorNoAnswer:
                // Its own text for it is "Unknown error".
                return "it does not answer";
            default:
                return Marshal.PtrToStringUTF8(ErrorText(error))!.TrimEnd('.');
        }
    }

    /// <summary>Why the broker refused us.</summary>
    public static string ExplainRefusal(int code)
    {
        return Marshal.PtrToStringUTF8(RefusalText(code))!.TrimEnd('.');
    }

    /// <summary>struct mosquitto_message.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Message
    {
        public int MessageId;
        public nint Topic;
        public byte* Payload;
        public int PayloadLength;
        public int Quality;
        public byte IsRetained;
    }
}
