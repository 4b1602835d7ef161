using TWCManager.Core.Ports;
using TWCManager.Core.Settings;
using TWCManager.Core.Tests.Energy;
using TWCManager.Core.Tests.Settings;
using Xunit;

namespace TWCManager.Core.Tests.Web;

/// <summary>The controller with and without a page. Without MQTT, so that nothing of it is needed for the page.</summary>
public class ControllerWebTests
{
    [Fact]
    public void Without_a_server_everything_else_goes_on()
    {
        Controller controller = Make();
        controller.AttachWeb(null, null, null);
        controller.Tick(10);
        controller.Tick(1000);
        Assert.Equal("green", controller.Decision.Name);
    }

    [Fact]
    public void A_request_is_answered_within_the_tick_that_takes_it()
    {
        Controller controller = Make();
        OneRequest server = new();
        controller.AttachWeb(server, server, null);
        controller.Tick(10);
        Assert.Equal((403, true), (server.Status, server.IsWhole));
    }

    private static Controller Make()
    {
        ChargerSettings settings = new();
        FakeStorage storage = new();
        return new Controller(new NoLine(), null, new FakeHttp(), storage, new FakeWallClock(), null, settings, new SettingsStore(storage), 3);
    }

    private sealed class OneRequest : IWebServer, IRandom
    {
        private bool _isTaken;

        public int Status { get; private set; }

        public bool IsWhole { get; private set; }

        public bool TryTake(BrowserRequest request)
        {
            bool isNew = !_isTaken;
            _isTaken = true;
            request.Method = "POST";
            request.Path = "/api/command/stop";
            request.Host = "localhost";
            request.ContentType = "application/json";
            return isNew;
        }

        public bool TryReply(int status, string type, byte[] data, int length, bool isLast)
        {
            Status = status;
            IsWhole = isLast;
            return true;
        }

        public void Fill(byte[] buffer)
        {
            Array.Fill(buffer, (byte)7);
        }
    }

    private sealed class NoLine : ISerialLine
    {
        public bool IsOpen => false;

        public int Read(byte[] buffer, int offset, int count) => 0;

        public bool Write(byte[] buffer, int offset, int count) => false;
    }
}
