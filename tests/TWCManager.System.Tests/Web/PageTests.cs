using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TWCManager.System.Tests.Support;

namespace TWCManager.System.Tests.Web;

/// <summary>The page as people meet it: the host program with its simulated site, a real browser, a phone's and a desk's window.</summary>
public sealed partial class PageTests(Browser browser) : IClassFixture<Browser>
{
    private const string Password = "a long password";

    // Without limits of the wiring: as a device comes out of its box.
    private static readonly string[] s_new = ["--set", "wiringMaxAmpsAllTWCs=0", "--set", "wiringMaxAmpsPerTWC=0"];

    [Fact]
    public async Task The_status_shows_values_that_move()
    {
        using HostProcess host = Start(out string url);
        foreach ((string size, bool isDark) in new[] { ("phone", false), ("desktop", false), ("phone", true), ("desktop", true) })
        {
            // An inverter is asked every ten seconds: once is enough to wait for.
            await LookAtStatusAsync(url, size, isDark, size == "phone" && !isDark);
        }
    }

    private async Task LookAtStatusAsync(string url, string size, bool isDark, bool isPatient)
    {
        IPage page = await browser.OpenAsync(size, isDark);
        List<string> complaints = Listen(page);
        await page.GotoAsync(url);
        ILocator sun = page.Locator("#tiles div", new PageLocatorOptions { HasTextString = "Sun" }).Locator("b");
        await Assertions.Expect(sun).ToContainTextAsync("W");
        if (isPatient)
        {
            await Assertions.Expect(sun).Not.ToHaveTextAsync(await sun.InnerTextAsync());
        }

        // The car of this hour charges from the sun, and the page says so and draws it.
        await Assertions.Expect(page.Locator("#twcs .card")).ToHaveCountAsync(3);
        ILocator car = page.Locator("#twcs .card", new PageLocatorOptions { HasTextString = "2019" });
        await Assertions.Expect(car).ToContainTextAsync("car charging");
        await Assertions.Expect(car).ToContainTextAsync(AmpsDrawn());
        await Assertions.Expect(page.Locator("#policy")).ToContainTextAsync("green: Surplus");
        await Assertions.Expect(page.Locator("#bus")).ToHaveTextAsync("running");
        await Assertions.Expect(page.Locator("#links")).ToContainTextAsync("heartbeats answered");
        string sunLine = await page.Locator("#plot path.line").First.GetAttributeAsync("d") ?? "";
        Assert.True(!isPatient || sunLine.Count(c => c == 'L') >= 2, "the plot has no line: " + sunLine);
        await Browser.PictureAsync(page, "status-" + size + (isDark ? "-dark" : ""));
        await AssertNothingSticksOutAsync(page);
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("desktop")]
    public async Task The_first_set_up_ends_with_heartbeats(string size)
    {
        using HostProcess host = Start(out string url, s_new);
        IPage page = await browser.OpenAsync(size);
        List<string> complaints = Listen(page);
        await page.GotoAsync(url);
        await Assertions.Expect(page.Locator("#first")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#first select")).ToHaveValueAsync("CET-1CEST,M3.5.0,M10.5.0/3");
        await Assertions.Expect(page.Locator("#first")).Not.ToContainTextAsync("Wi-Fi");
        await Browser.PictureAsync(page, "first-" + size);

        await page.Locator("#s-wiringMaxAmpsAllTWCs").FillAsync("500");
        await page.Locator("#s-wiringMaxAmpsPerTWC").FillAsync("16");
        await page.Locator("#s-setupPassword").FillAsync(Password);
        await page.Locator("#s-again").FillAsync(Password);
        await Finish(page).ClickAsync();
        await Assertions.Expect(page.Locator("#firstError")).ToContainTextAsync("confirm that you know");
        await page.Locator("#sure").CheckAsync();
        await Finish(page).ClickAsync();
        ILocator limit = page.Locator("#first .field", new PageLocatorOptions { Has = page.Locator("#s-wiringMaxAmpsAllTWCs") });
        await Assertions.Expect(limit.Locator("[role=alert]")).ToHaveTextAsync("must be 0 to 240 A, got \"500\"");
        await Browser.PictureAsync(page, "first-error-" + size);

        await page.Locator("#s-wiringMaxAmpsAllTWCs").FillAsync("32");
        await Finish(page).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#bus")).ToHaveTextAsync("running");
        await Assertions.Expect(page.Locator("#tiles")).ToContainTextAsync("of 32 A");
        await AssertNothingSticksOutAsync(page);
        Assert.DoesNotContain(Password, host.Output + host.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("desktop")]
    public async Task Charge_now_stop_and_resume_are_a_touch_away(string size)
    {
        using HostProcess host = Start(out string url);
        IPage page = await browser.OpenAsync(size);
        await page.GotoAsync(url);
        await page.Locator("#amps").FillAsync("49");
        await page.Locator("#chargeNow").ClickAsync();
        await Assertions.Expect(page.Locator("#controlError")).ToHaveTextAsync("amps must be given once, a whole number from 1 to 48 A.");
        await page.Locator("#amps").FillAsync("20");
        await page.Locator("#minutes").SelectOptionAsync("120");
        await page.Locator("#chargeNow").ClickAsync();
        await Assertions.Expect(page.Locator("#now")).ToHaveTextAsync("Charging with up to 20 A, 120 min left.");
        await Assertions.Expect(page.Locator("#controlError")).ToHaveTextAsync("");
        await Assertions.Expect(page.Locator("#policy")).ToContainTextAsync("chargeNow:");
        await Browser.PictureAsync(page, "charge-now-" + size);
        await AssertNothingSticksOutAsync(page);
        await page.Locator("#end").ClickAsync();
        await Assertions.Expect(page.Locator("#policy")).ToContainTextAsync("green:");
        await page.Locator("#stop").ClickAsync();
        await Assertions.Expect(page.Locator("#policy")).ToContainTextAsync("stopped:");
        await Assertions.Expect(page.Locator("#chargeNow")).ToBeHiddenAsync();
        await page.Locator("#resume").ClickAsync();
        await Assertions.Expect(page.Locator("#policy")).ToContainTextAsync("green:");
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("desktop")]
    public async Task A_bad_value_is_refused_beside_its_field_and_a_good_one_saved(string size)
    {
        using HostProcess host = Start(out string url, "--set", "setupPassword=" + Password);
        IPage page = await browser.OpenAsync(size);
        List<string> complaints = Listen(page);
        await page.GotoAsync(url);
        await page.Locator("#toSettings").ClickAsync();
        await Assertions.Expect(page.Locator("#save button")).ToBeHiddenAsync();
        await Browser.PictureAsync(page, "login-" + size);
        await page.Locator("#password").FillAsync("something else");
        await page.Locator("#login").ClickAsync();
        await Assertions.Expect(page.Locator("#gateError")).ToHaveTextAsync("This is not the set-up password.");
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#login").ClickAsync();
        await Assertions.Expect(page.Locator("#gate")).ToBeHiddenAsync();

        await page.GetByText("Charging", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await page.Locator("#s-minAmpsPerTWC").FillAsync("3");
        await page.Locator("#s-nonScheduledAction").SelectOptionAsync("fixed");
        await page.Locator("#s-scheduledAmpsStart").FillAsync("22:30");
        await page.Locator("input[value=sun]").UncheckAsync();
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("4 changes");
        await page.Locator("#save button").ClickAsync();
        ILocator field = page.Locator(".field", new PageLocatorOptions { Has = page.Locator("#s-minAmpsPerTWC") });
        await Assertions.Expect(field.Locator("[role=alert]")).ToHaveTextAsync("must be 5 to 80 A, got \"3\"");
        await Browser.PictureAsync(page, "settings-error-" + size);
        await AssertNothingSticksOutAsync(page);

        await page.Locator("#s-minAmpsPerTWC").FillAsync("8");
        await page.Locator("#save button").ClickAsync();
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Saved.");
        await Assertions.Expect(page.Locator("#s-minAmpsPerTWC")).ToHaveValueAsync("8");
        await Assertions.Expect(page.Locator("#s-scheduledAmpsStart")).ToHaveValueAsync("22:30");
        await Assertions.Expect(page.Locator("input[value=sun]")).Not.ToBeCheckedAsync();
        foreach (IElementHandle group in await page.QuerySelectorAllAsync("details:not([open]) summary"))
        {
            await group.ClickAsync();
        }

        await Browser.PictureAsync(page, "settings-" + size);
        await AssertNothingSticksOutAsync(page);

        // The session outlives a reload, as people reload.
        await page.ReloadAsync();
        await page.Locator("#toSettings").ClickAsync();
        await Assertions.Expect(page.Locator("#s-minAmpsPerTWC")).ToHaveValueAsync("8");
        await Assertions.Expect(page.Locator("#gate")).ToBeHiddenAsync();

        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_secret_is_emptied_by_a_box_and_not_by_an_empty_field()
    {
        using HostProcess host = Start(out string url, "--set", "setupPassword=" + Password, "--set", "haToken=geheim", "--set", "mqttPassword=geheim");
        IPage page = await browser.OpenAsync("phone");
        List<string> complaints = Listen(page);
        await page.GotoAsync(url);
        await page.Locator("#toSettings").ClickAsync();
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#login").ClickAsync();
        await Assertions.Expect(page.Locator("#gate")).ToBeHiddenAsync();
        foreach (IElementHandle group in await page.QuerySelectorAllAsync("details:not([open]) summary"))
        {
            await group.ClickAsync();
        }

        await page.Locator("#groups #s-haToken").FillAsync("x");
        await page.Locator("#groups #s-haToken").FillAsync("");
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("");
        await page.Locator("#groups .field", new PageLocatorOptions { Has = page.Locator("#s-mqttPassword") }).Locator("input[type=checkbox]").CheckAsync();
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("1 change");
        await AssertNothingSticksOutAsync(page);
        await page.Locator("#save button").ClickAsync();
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Saved. Part of it takes effect at the next start.");
        await Assertions.Expect(page.Locator("#groups #s-mqttPassword")).Not.ToHaveAttributeAsync("placeholder", "is set; type to change it");
        await Assertions.Expect(page.Locator("#groups #s-haToken")).ToHaveAttributeAsync("placeholder", "is set; type to change it");
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(360)]
    public async Task On_a_small_phone_no_figure_runs_into_the_next(int width)
    {
        using HostProcess host = Start(out string url);
        IPage page = await browser.OpenAsync("phone");
        await page.SetViewportSizeAsync(width, 740);
        await page.GotoAsync(url);
        await Assertions.Expect(page.Locator("#bus")).ToHaveTextAsync("running");
        await Browser.PictureAsync(page, "small-" + width);

        // The figure as wide as it is drawn, against the room of its tile; in one go, before the next answer is painted.
        string tight = await page.EvaluateAsync<string>(
            "Object.assign(state.site,{solarWatts:15920,houseWatts:13730,gridWatts:-12190,surplusWatts:-11170,chargingWatts:18250,availableAmps:28}),paint(state),"
            + "[...document.querySelectorAll('#tiles b')].filter(b=>{const r=document.createRange();r.selectNodeContents(b);"
            + "return r.getBoundingClientRect().width>b.parentNode.clientWidth}).map(b=>b.textContent).join()");
        Assert.Equal("", tight);
        Assert.True(await page.EvaluateAsync<bool>("$('bus').scrollWidth<=$('bus').clientWidth"), "the state of the bus is cut");
        await AssertNothingSticksOutAsync(page);
    }

    [Fact]
    public async Task A_log_in_that_is_over_is_asked_for_again_and_what_was_typed_stays()
    {
        using HostProcess host = Start(out string url, "--set", "setupPassword=" + Password);
        IPage page = await browser.OpenAsync("phone");
        await page.GotoAsync(url);
        await LogInAsync(page);
        await page.GetByText("Charging", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await page.Locator("#s-minAmpsPerTWC").FillAsync("8");

        await page.EvaluateAsync("keep('no longer known')");
        await page.Locator("#save button").ClickAsync();
        await Assertions.Expect(page.Locator("#gateError")).ToHaveTextAsync("Enter the set-up password first.");
        await Assertions.Expect(page.Locator("#password")).ToBeVisibleAsync();

        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#login").ClickAsync();
        await page.Locator("#save button").ClickAsync();
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Saved.");
        await Assertions.Expect(page.Locator("#s-minAmpsPerTWC")).ToHaveValueAsync("8");
    }

    [Fact]
    public async Task A_set_up_whose_first_request_fails_gets_its_fields_later()
    {
        using HostProcess host = Start(out string url, s_new);
        IPage page = await browser.OpenAsync("phone");
        int requests = 0;
        await page.RouteAsync("**/api/settings", route => ++requests == 1 ? route.AbortAsync() : route.ContinueAsync());
        await page.GotoAsync(url);

        await Assertions.Expect(page.Locator("#s-wiringMaxAmpsAllTWCs")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_controller_that_takes_a_request_and_never_answers_is_noticed()
    {
        using HostProcess host = Start(out string url);
        IPage page = await browser.OpenAsync("phone");
        await page.GotoAsync(url);
        await Assertions.Expect(page.Locator("#tiles")).ToContainTextAsync("Sun");
        await page.RouteAsync("**/api/status", _ => Task.CompletedTask);

        await Assertions.Expect(page.Locator("#lost")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Each_setting_stands_under_the_heading_of_its_kind_and_the_plot_outlives_a_reload()
    {
        using HostProcess host = Start(out string url);
        IPage page = await browser.OpenAsync("phone");
        await page.GotoAsync(url);
        await page.Locator("#toSettings").ClickAsync();
        foreach ((string setting, string heading) in new[] { ("stopMethod", "Cars and stopping"), ("trapCure", "Cars and stopping"), ("board", "Bus and board"), ("phaseRotation", "Wiring"), ("setupPassword", ""), ("webServer", "Web page") })
        {
            ILocator group = page.Locator("#groups details", new PageLocatorOptions { Has = page.Locator("#s-" + setting) });
            await Assertions.Expect(group).ToHaveCountAsync(heading == "" ? 0 : 1);
            if (heading != "")
            {
                await Assertions.Expect(group.Locator("summary")).ToHaveTextAsync(heading);
            }
        }

        await page.WaitForResponseAsync("**/api/status");
        await page.WaitForResponseAsync("**/api/status");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#tiles")).ToContainTextAsync("Sun");
        string sunLine = await page.Locator("#plot path.line").First.GetAttributeAsync("d") ?? "";
        Assert.True(sunLine.Count(c => c is 'L' or 'M') >= 3, "the plot begins anew: " + sunLine);
    }

    [Fact]
    public async Task A_page_of_another_origin_can_neither_read_nor_change_anything()
    {
        using HostProcess host = Start(out string url);
        using HostProcess other = Start(out string foreign);
        IPage page = await browser.OpenAsync("desktop");
        await page.GotoAsync(foreign);
        string[] attempts =
        [
            "fetch(u + 'api/settings').then(r => r.text())",
            "fetch(u + 'api/command/stop', {method: 'POST', headers: {'Content-Type': 'application/json', 'X-TWC-Token': 'x'}, body: '{}'}).then(r => r.text())",
            "fetch(u + 'api/command/stop', {method: 'POST', headers: {'Content-Type': 'text/plain'}, body: '{}'}).then(r => r.text())",
            // What a form or a careless script can always send: the answer is hidden, so the state below is what counts.
            "fetch(u + 'api/command/stop', {method: 'POST', mode: 'no-cors', headers: {'Content-Type': 'text/plain'}, body: '{}'}).then(r => r.text())",
            "new Promise(f => { const i = document.createElement('iframe'); i.src = u; i.onload = () => f(''); document.body.append(i); })",
        ];
        foreach (string attempt in attempts)
        {
            // Our own page's policy would stop the attempt before it starts; an attacker's page has none.
            string got = await EvaluateElsewhereAsync("(u) => " + attempt + ".catch(e => 'blocked')", url);
            Assert.True(got is "blocked" or "", attempt + " got " + got);
        }

        using HttpClient client = new HttpClient();
        string status = await client.GetStringAsync(new Uri(url + "api/status"), TestContext.Current.CancellationToken);
        Assert.Contains("\"stopped\":false", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_status_the_page_only_shows()
    {
        using HostProcess host = Start(out string url, "--set", "webServer=status");
        IPage page = await browser.OpenAsync("phone");
        await page.GotoAsync(url);
        await Assertions.Expect(page.Locator("#tiles")).ToContainTextAsync("Sun");
        await Assertions.Expect(page.Locator("#control")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#toSettings")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_controller_that_is_gone_is_noticed()
    {
        using HostProcess host = Start(out string url);
        IPage page = await browser.OpenAsync("phone");
        await page.GotoAsync(url);
        await Assertions.Expect(page.Locator("#tiles")).ToContainTextAsync("Sun");
        await Assertions.Expect(page.Locator("#lost")).ToBeHiddenAsync();
        host.Signal("KILL");
        await Assertions.Expect(page.Locator("#lost")).ToBeVisibleAsync();
    }

    private static HostProcess Start(out string url, params string[] arguments)
    {
        HostProcess host = new HostProcess(["--plain", "--web", "0", "--speed", "72", .. arguments]);
        Wait.Until(() => UrlLine().IsMatch(host.Errors), "the page's address");
        url = UrlLine().Match(host.Errors).Value;
        return host;
    }

    private static async Task LogInAsync(IPage page)
    {
        await page.Locator("#toSettings").ClickAsync();
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#login").ClickAsync();
        await Assertions.Expect(page.Locator("#gate")).ToBeHiddenAsync();
    }

    private static ILocator Finish(IPage page)
    {
        return page.GetByText("Finish set-up");
    }

    private async Task<string> EvaluateElsewhereAsync(string script, string url)
    {
        using RawServer elsewhere = new RawServer((stream, stop) => RawServer.SayAsync(
            stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<body></body>", stop));
        IPage page = await browser.OpenAsync("desktop");
        await page.GotoAsync(elsewhere.Url);
        return await page.EvaluateAsync<string>(script, url);
    }

    // What the browser's own console says: broken scripts, blocked styles.
    private static List<string> Listen(IPage page)
    {
        List<string> complaints = new List<string>();
        page.PageError += (_, problem) => complaints.Add(problem);
        page.Console += (_, line) =>
        {
            // An answer that was refused is an error to the browser; here it is part of the play.
            if (line.Type is "error" or "warning" && !line.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add(line.Text);
            }
        };
        return complaints;
    }

    private static async Task AssertNothingSticksOutAsync(IPage page)
    {
        int[] widths = await page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, innerWidth]");
        Assert.True(widths[0] <= widths[1], string.Create(CultureInfo.InvariantCulture, $"{widths[0]} px in a window of {widths[1]} px"));
    }

    [GeneratedRegex(@"drawn ([6-9]|\d\d)")]
    private static partial Regex AmpsDrawn();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex UrlLine();
}
