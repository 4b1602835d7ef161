using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TWCManager.Esp32.Network;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Adapters;

/// <summary>Whether a TLS server is worth a handshake, in which the whole device waits.</summary>
public sealed class DeviceTlsGreetingTests
{
    [Fact]
    public async Task A_server_that_speaks_TLS_answers()
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<string> server = Serve(listener);
        Assert.True(IsAnswered(((IPEndPoint)listener.LocalEndpoint).Port, 10000));
        Assert.NotEqual("understood nothing", await server);
    }

    [Fact]
    public void A_server_that_accepts_and_says_nothing_does_not()
    {
        using RawServer server = new RawServer(RawServer.StallAsync);
        Assert.False(IsAnswered(server.Port, 300));
    }

    [Fact]
    public void A_server_whose_program_hangs_before_it_accepts_does_not()
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Assert.False(IsAnswered(((IPEndPoint)listener.LocalEndpoint).Port, 300));
    }

    private static bool IsAnswered(int port, int timeoutMs)
    {
        return TlsGreeting.IsAnswered(IPAddress.Loopback, port, timeoutMs);
    }

    // The greeting is answered with a certificate; then the other side has gone.
    private static async Task<string> Serve(TcpListener listener)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using SslStream stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            return "went through";
        }
        catch (AuthenticationException)
        {
            return "understood nothing";
        }
        catch (IOException)
        {
            return "gone after the answer";
        }
    }
}
