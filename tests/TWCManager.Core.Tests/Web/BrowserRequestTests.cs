using TWCManager.Core.Ports;
using Xunit;

namespace TWCManager.Core.Tests.Web;

public class BrowserRequestTests
{
    [Fact]
    public void Room_that_was_given_back_is_never_written_again()
    {
        BrowserRequest request = new();
        byte[] first = request.Body;
        Assert.Same(first, request.Body);

        request.Body = null!;

        Assert.NotSame(first, request.Body);
        Assert.Equal(BrowserRequest.BodyCapacity, request.Body.Length);
    }
}
