using Microsoft.Playwright;

namespace TWCManager.System.Tests.Web;

/// <summary>A real headless Chromium, one for all tests of the class. Debian's own: nothing is downloaded.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string ChromiumPath = "/usr/bin/chromium";

    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        // The inverter is asked every ten seconds: its next reading must have come by then.
        Assertions.SetDefaultExpectTimeout(60000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = ChromiumPath, Args = s_arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser!.DisposeAsync();
        _playwright!.Dispose();
    }

    /// <summary>A window of its own, without cookies and storage of the others.</summary>
    public async Task<IPage> OpenAsync(string size, bool isDark = false)
    {
        bool isPhone = size == "phone";
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = isPhone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 800 },
            HasTouch = isPhone,
            TimezoneId = "Europe/Berlin",
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
        });
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(15000);
        return page;
    }

    /// <summary>Keeps a picture for whoever wants to look, where TWCMANAGER_SCREENSHOTS says.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        string? folder = Environment.GetEnvironmentVariable("TWCMANAGER_SCREENSHOTS");
        if (folder != null)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
