namespace TWCManager.System.Tests.Site;

/// <summary>A start with settings files that somebody or something has spoiled.</summary>
public sealed class DamagedFileTests : IClassFixture<StoredFiles>
{
    private readonly StoredFiles _stored;

    public DamagedFileTests(StoredFiles stored)
    {
        _stored = stored;
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("garbage")]
    [InlineData("directory")]
    public void A_damaged_file_is_told_and_its_copy_used(string damage)
    {
        LiveSite.Play(site =>
        {
            Spoil(site, StoredFiles.Main, damage);
            File.WriteAllBytes(site.Data.File(StoredFiles.Copy), _stored.Read(StoredFiles.Copy));
            StartWithoutLimits(site);
            site.Until(() => site.Line.Read(bus => bus.MasterFrames) > 0, "the line is used with the limits of the copy");
            AssertTold(site, "settings.json", "its copy settings.bak is used");
        });
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("garbage")]
    [InlineData("directory")]
    public void Two_damaged_files_are_told_and_without_their_limits_the_line_stays_silent(string damage)
    {
        LiveSite.Play(site =>
        {
            Spoil(site, StoredFiles.Main, damage);
            Spoil(site, StoredFiles.Copy, damage);
            StartWithoutLimits(site);
            AssertTold(site, "settings.json", "all settings have their defaults");
            SilentTests.AssertStaysSilent(site);
        });
    }

    private void Spoil(LiveSite site, string name, string damage)
    {
        string path = site.Data.File(name);
        byte[] good = _stored.Read(name);
        switch (damage)
        {
            case "truncated":
                File.WriteAllBytes(path, good[..(good.Length / 2)]);
                break;
            case "garbage":
                new Random(name.Length).NextBytes(good);
                File.WriteAllBytes(path, good);
                break;
            default:
                Directory.CreateDirectory(path);
                break;
        }
    }

    private static void StartWithoutLimits(LiveSite site)
    {
        site.Settings.Remove("wiringMaxAmpsAllTWCs");
        site.Settings.Remove("wiringMaxAmpsPerTWC");
        site.Line.PowerUp();
        site.StartHost();
        site.UntilOnline(0);
    }

    private static void AssertTold(LiveSite site, string first, string second)
    {
        bool IsTold(string line)
        {
            return line.Contains(first, StringComparison.Ordinal) && line.Contains(second, StringComparison.Ordinal);
        }

        site.Until(() => site.Host.Errors.Split('\n').Any(IsTold), "told on standard error");
        site.Until(() => site.Peer.From(0, site.Root + "log").Exists(line => IsTold(line.Text)), "told on the log topic");
    }
}
