using Microsoft.Playwright;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Web;

/// <summary>The page while answers are late, overtake each other, are refusals or never come. The tests hold them back; none waits for time to pass.</summary>
public sealed partial class PageTests
{
    private const string SettingsPath = "/api/settings";
    private const string NoAnswer = "No answer from the controller.";

    [Fact]
    public async Task A_log_in_before_the_settings_have_come_waits_for_them_and_says_so()
    {
        using HostProcess host = Start(out string url, "--set", "setupPassword=" + Password);
        IPage page = await browser.OpenAsync("phone");
        List<string> complaints = Listen(page);
        HeldAnswer settings = await HeldAnswer.OnAsync(page, "GET", SettingsPath, _ => true);
        await page.GotoAsync(url);
        await page.Locator("#toSettings").ClickAsync();
        await settings.HasArrived;
        await Assertions.Expect(page.Locator("#wait")).ToHaveTextAsync("Waiting for the settings.");
        await Assertions.Expect(page.Locator("#gate")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#save")).ToBeHiddenAsync();
        await PressEverythingAsync(page);
        Assert.Empty(complaints);

        settings.Release();
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#login").ClickAsync();
        await Assertions.Expect(page.Locator("#gate")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#save button")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#wait")).ToBeHiddenAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_set_up_before_its_fields_have_come_waits_for_them_and_says_so()
    {
        using HostProcess host = Start(out string url, s_new);
        IPage page = await browser.OpenAsync("phone");
        List<string> complaints = Listen(page);
        HeldAnswer settings = await HeldAnswer.OnAsync(page, "GET", SettingsPath, _ => true);
        await page.GotoAsync(url);
        await Assertions.Expect(page.Locator("#first")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#wait")).ToHaveTextAsync("Waiting for the settings.");
        await Assertions.Expect(Finish(page)).ToBeDisabledAsync();
        await PressEverythingAsync(page);
        await Assertions.Expect(page.Locator("#firstError")).ToHaveTextAsync("");

        settings.Release();
        await Assertions.Expect(Finish(page)).ToBeEnabledAsync();
        await Assertions.Expect(page.Locator("#wait")).ToBeHiddenAsync();
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("{\"ok\":false,\"error\":\"The controller is busy.\"}", "The controller is busy.")]
    [InlineData("<html>502</html>", NoAnswer)]
    public async Task Settings_that_are_refused_at_first_say_why_and_come_later(string answer, string word)
    {
        using HostProcess host = Start(out string url, "--set", "setupPassword=" + Password);
        IPage page = await browser.OpenAsync("phone");
        List<string> complaints = Listen(page);
        bool isRefusing = true;
        await page.RouteAsync("**" + SettingsPath, route => isRefusing ? route.FulfillAsync(new RouteFulfillOptions { Status = 503, Body = answer }) : route.ContinueAsync());
        await page.GotoAsync(url);
        await page.Locator("#toSettings").ClickAsync();
        await Assertions.Expect(page.Locator("#wait")).ToHaveTextAsync(word);
        await Assertions.Expect(page.Locator("#gate")).ToBeHiddenAsync();

        isRefusing = false;
        await Assertions.Expect(page.Locator("#gate")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#groups details").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#wait")).ToBeHiddenAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Settings_that_never_come_are_noticed_and_asked_for_again()
    {
        using HostProcess host = Start(out string url);
        IPage page = await browser.OpenAsync("phone");
        int requests = 0;
        await page.RouteAsync("**" + SettingsPath, route => ++requests <= 2 ? Task.CompletedTask : route.ContinueAsync());
        await page.GotoAsync(url);
        await page.Locator("#toSettings").ClickAsync();
        await Assertions.Expect(page.Locator("#wait")).ToHaveTextAsync(NoAnswer);
        await Assertions.Expect(page.Locator("#gate")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_answer_from_before_the_log_in_does_not_undo_it()
    {
        using HostProcess host = Start(out string url, "--set", "setupPassword=" + Password);
        IPage page = await browser.OpenAsync("phone");
        HeldAnswer old = await HeldAnswer.OnAsync(page, "GET", SettingsPath, count => count == 2);
        await page.GotoAsync(url);
        await SettingsHaveComeAsync(page);
        await page.Locator("#toSettings").ClickAsync();
        await old.HasArrived;
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#login").ClickAsync();
        await Assertions.Expect(page.Locator("#gate")).ToBeHiddenAsync();
        old.Release();
        await old.HasLeft;

        await OpenGroupsAsync(page);
        await page.Locator("#groups #s-minAmpsPerTWC").FillAsync("8");
        await page.Locator("#save button").ClickAsync();
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Saved.");
        await Assertions.Expect(page.Locator("#gate")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_was_typed_before_a_late_answer_stays()
    {
        using HostProcess host = Start(out string url);
        IPage page = await browser.OpenAsync("phone");
        HeldAnswer late = await HeldAnswer.OnAsync(page, "GET", SettingsPath, count => count == 3);
        await page.GotoAsync(url);
        await SettingsHaveComeAsync(page);
        await page.Locator("#toSettings").ClickAsync();
        await Assertions.Expect(page.Locator("#groups details").First).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Locator("#toSettings").ClickAsync();
        await late.HasArrived;
        await OpenGroupsAsync(page);
        await page.Locator("#groups #s-minAmpsPerTWC").FillAsync("8");
        late.Release();
        await late.HasLeft;

        await Assertions.Expect(page.Locator("#groups #s-minAmpsPerTWC")).ToHaveValueAsync("8");
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("1 change");
    }

    [Fact]
    public async Task A_second_press_before_the_answer_does_nothing()
    {
        using HostProcess host = Start(out string url, s_new);
        IPage page = await browser.OpenAsync("phone");
        HeldAnswer saved = await HeldAnswer.OnAsync(page, "POST", SettingsPath, _ => true);
        await page.GotoAsync(url);
        await FillSetUpAsync(page);
        await Finish(page).ClickAsync();
        await saved.HasArrived;
        await Assertions.Expect(Finish(page)).ToBeDisabledAsync();
        await page.EvaluateAsync("$('first').requestSubmit()");
        saved.Release();

        await Assertions.Expect(page.Locator("#status")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#firstError")).ToHaveTextAsync("");
        Assert.Equal(1, saved.Count);
    }

    [Fact]
    public async Task A_set_up_and_a_save_whose_last_answer_fails_end_all_the_same()
    {
        using HostProcess host = Start(out string url, s_new);
        IPage page = await browser.OpenAsync("phone");
        List<string> complaints = Listen(page);
        bool isGone = false;
        await page.RouteAsync("**" + SettingsPath, route => isGone && route.Request.Method == "GET" ? route.AbortAsync() : route.ContinueAsync());
        await page.GotoAsync(url);
        await FillSetUpAsync(page);
        isGone = true;
        await Finish(page).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToBeVisibleAsync();

        isGone = false;
        await page.Locator("#toSettings").ClickAsync();
        await Assertions.Expect(page.Locator("#save button")).ToBeVisibleAsync();
        await OpenGroupsAsync(page);
        await page.Locator("#groups #s-minAmpsPerTWC").FillAsync("8");
        isGone = true;
        await page.Locator("#save button").ClickAsync();
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Saved.");
        await Assertions.Expect(page.Locator("#groups #s-minAmpsPerTWC")).ToHaveValueAsync("8");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_status_from_before_an_order_does_not_undo_what_the_page_shows()
    {
        using HostProcess host = Start(out string url);
        IPage page = await browser.OpenAsync("phone");
        HeldAnswer old = await HeldAnswer.OnAsync(page, "GET", "/api/status", count => count == 2);
        await page.GotoAsync(url);
        await old.HasArrived;
        await page.Locator("#stop").ClickAsync();
        await Assertions.Expect(page.Locator("#now")).ToHaveTextAsync("Charging is stopped until you resume it.");
        string shown = await page.EvaluateAsync<string>("window.seen='',new MutationObserver(()=>{seen+=$('now').textContent+';'}).observe($('now'),{childList:true}),$('now').textContent");
        old.Release();
        await old.HasLeft;
        await page.WaitForResponseAsync("**/api/status");
        Assert.Matches("^(" + shown + ";)*$", await page.EvaluateAsync<string>("seen"));
    }

    [Fact]
    public async Task A_status_that_makes_no_sense_does_not_end_the_polling()
    {
        using HostProcess host = Start(out string url);
        IPage page = await browser.OpenAsync("phone");
        int requests = 0;
        await page.RouteAsync("**/api/status", route => ++requests == 1 ? route.FulfillAsync(new RouteFulfillOptions { Body = "{}" }) : route.ContinueAsync());
        await page.GotoAsync(url);
        await Assertions.Expect(page.Locator("#tiles")).ToContainTextAsync("Sun");
        await Assertions.Expect(page.Locator("#lost")).ToBeHiddenAsync();
    }

    private static async Task SettingsHaveComeAsync(IPage page)
    {
        // WaitForFunction would need eval, which the page's policy forbids.
        await page.EvaluateAsync("new Promise(done=>{const look=()=>list?done():setTimeout(look,20);look();})");
    }

    private static async Task FillSetUpAsync(IPage page)
    {
        await page.Locator("#first #s-wiringMaxAmpsAllTWCs").FillAsync("32");
        await page.Locator("#first #s-wiringMaxAmpsPerTWC").FillAsync("16");
        await page.Locator("#first #s-setupPassword").FillAsync(Password);
        await page.Locator("#s-again").FillAsync(Password);
        await page.Locator("#sure").CheckAsync();
    }

    private static async Task OpenGroupsAsync(IPage page)
    {
        await page.EvaluateAsync("document.querySelectorAll('#groups details').forEach(d=>{d.open=true;})");
    }

    // As the Enter key does, also where a button cannot be pressed.
    private static async Task PressEverythingAsync(IPage page)
    {
        await page.EvaluateAsync("for(const id of['gate','form','first'])$(id).requestSubmit()");
    }
}
