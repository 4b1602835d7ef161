using TWCManager.Core.Energy;
using TWCManager.Core.Settings;

namespace TWCManager.Core.Tests.Energy;

/// <summary>A source that has every quantity and whose readings and state a test sets. It is not asked, like one whose readings come from a broker.</summary>
internal sealed class FakeSource : EnergySource
{
    private readonly string _name;
    private readonly bool _isHandPicked;

    public FakeSource(string name, bool isHandPicked = false)
    {
        _name = name;
        _isHandPicked = isHandPicked;
        for (int kind = 0; kind < ReadingKind.Count; kind++)
        {
            Give(kind);
        }
    }

    public override string Name => _name;

    public override string Subject => _name;

    public override string AddressSetting => _name + "Host";

    public override bool IsHandPicked => _isHandPicked;

    public new SourceState State
    {
        get => base.State;
        set => base.State = value;
    }

    public new string? Problem
    {
        get => base.Problem;
        set => base.Problem = value;
    }

    public new long LastOkMs
    {
        get => base.LastOkMs;
        set => base.LastOkMs = value;
    }

    public override void Configure(ChargerSettings settings)
    {
    }

    public override void Refresh(long nowMs, long maxAgeMs, bool isNetworkHanging)
    {
    }
}
