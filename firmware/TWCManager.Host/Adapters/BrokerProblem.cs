using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet;
using MQTTnet.Exceptions;

namespace TWCManager.Host.Adapters;

/// <summary>What went wrong at the broker, in words.</summary>
internal static class BrokerProblem
{
    private const string NoTls =
        "no TLS connection: the port may be one without TLS, or the certificate not made for this name, out of date, or of an unknown authority (--mqtt-ca)";

    /// <summary>Why there is no connection, or no longer.</summary>
    public static string Explain(Exception problem, bool isTls)
    {
        for (Exception? cause = problem; cause != null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException when isTls:
                    return NoTls;
                case SocketException socket:
                    // Its own message names the address once more.
                    return new SocketException(socket.ErrorCode).Message;
                case MqttCommunicationTimedOutException or OperationCanceledException or TimeoutException:
                    return "it does not answer";
                default:
                    break;
            }
        }

        return problem is MqttCommunicationException or MqttClientDisconnectedException ? "The connection was lost" : problem.Message.TrimEnd('.');
    }

    /// <summary>Why the broker refused us.</summary>
    public static string Explain(MqttClientConnectResultCode code)
    {
        switch (code)
        {
            case MqttClientConnectResultCode.BadUserNameOrPassword:
                return "bad user name or password";
            case MqttClientConnectResultCode.NotAuthorized:
                return "not authorised";
            case MqttClientConnectResultCode.ClientIdentifierNotValid:
                return "our name (nodeId) is not accepted";
            case MqttClientConnectResultCode.ServerUnavailable:
                return "it is not available";
            case MqttClientConnectResultCode.UnsupportedProtocolVersion:
                return "it does not speak MQTT 3.1.1";
            default:
                return code.ToString();
        }
    }
}
