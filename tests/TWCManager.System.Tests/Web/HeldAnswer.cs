using Microsoft.Playwright;

namespace TWCManager.System.Tests.Web;

/// <summary>Answers of the controller that a test holds back: given at once by the controller, seen by the page when the test lets them through.</summary>
internal sealed class HeldAnswer
{
    private readonly TaskCompletionSource _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    private HeldAnswer()
    {
    }

    /// <summary>Ends when the controller has given the first answer that is held.</summary>
    public Task HasArrived
    {
        get { return _arrived.Task.WaitAsync(TimeSpan.FromSeconds(30)); }
    }

    /// <summary>Ends when the page has been given it.</summary>
    public Task HasLeft
    {
        get { return _left.Task.WaitAsync(TimeSpan.FromSeconds(30)); }
    }

    /// <summary>Requests of this kind so far, held or not.</summary>
    public int Count
    {
        get { return Volatile.Read(ref _count); }
    }

    /// <summary>Holds answers to one kind of request.</summary>
    /// <param name="isHeld">By the number of the request, from 1.</param>
    public static async Task<HeldAnswer> OnAsync(IPage page, string method, string path, Func<int, bool> isHeld)
    {
        HeldAnswer held = new HeldAnswer();
        await page.RouteAsync("**" + path, route => route.Request.Method == method && isHeld(Interlocked.Increment(ref held._count)) ? held.HoldAsync(page, route) : route.FallbackAsync());
        return held;
    }

    /// <summary>Lets through what is held, and all that follows.</summary>
    public void Release()
    {
        _released.TrySetResult();
    }

    private async Task HoldAsync(IPage page, IRoute route)
    {
        IAPIResponse answer = await route.FetchAsync();
        _arrived.TrySetResult();
        await _released.Task;
        await route.FulfillAsync(new RouteFulfillOptions { Response = answer });

        // A turn of the page, in which it has taken the answer.
        await page.EvaluateAsync("new Promise(done=>setTimeout(done))");
        _left.TrySetResult();
    }
}
