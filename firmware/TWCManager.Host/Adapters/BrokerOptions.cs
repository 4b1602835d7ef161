using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace TWCManager.Host.Adapters;

/// <summary>What MQTTnet is to know about a connection.</summary>
internal static class BrokerOptions
{
    private const int KeepAliveSeconds = 30;
    private const int AnswerSeconds = 10;

    /// <summary>Translates our options.</summary>
    /// <exception cref="IOException">The certificates cannot be used.</exception>
    public static MqttClientOptions Make(MqttOptions options, byte[] will)
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithTcpServer(options.Host, options.Port)
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithClientId(options.ClientId)
            .WithCleanSession()
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(KeepAliveSeconds))
            .WithTimeout(TimeSpan.FromSeconds(AnswerSeconds))
            .WithWillTopic(options.StatusTopic)
            .WithWillPayload(will)
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain();
        if (options.User.Length > 0)
        {
            builder.WithCredentials(options.User, options.Password);
        }

        if (options.IsTls)
        {
            X509Certificate2Collection? authorities = options.AuthorityFile == null ? null : Load(options.AuthorityFile);
            builder.WithTlsOptions(tls => tls
                .UseTls()
                .WithTargetHost(options.Host)
                .WithRevocationMode(X509RevocationMode.NoCheck)
                .WithCertificateValidationHandler(shown => IsTrusted(shown, authorities)));
        }

        return builder.Build();
    }

    private static X509Certificate2Collection Load(string file)
    {
        X509Certificate2Collection authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new IOException("the certificates in " + file + " cannot be used: " + problem.Message, problem);
        }

        return authorities.Count > 0 ? authorities : throw new IOException("the certificates in " + file + " cannot be used: there are none in it");
    }

    /// <summary>The system has judged name and date of the certificate already. With authorities of our own, only those count.</summary>
    private static bool IsTrusted(MqttClientCertificateValidationEventArgs shown, X509Certificate2Collection? authorities)
    {
        if (authorities == null || (shown.SslPolicyErrors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return shown.SslPolicyErrors == SslPolicyErrors.None;
        }

        using X509Chain chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        foreach (X509ChainElement element in shown.Chain.ChainElements)
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build((X509Certificate2)shown.Certificate);
    }
}
