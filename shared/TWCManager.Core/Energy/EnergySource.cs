using TWCManager.Core.Settings;

namespace TWCManager.Core.Energy;

/// <summary>A source of readings: its name, its settings, its requests, the readings that it reports, and how it is doing.</summary>
/// <remarks>
/// A source that is asked lists its <see cref="Requests"/>, and <see cref="EnergyPoller"/> sends them. A source whose readings are brought to it (by a
/// broker, for example) lists none, sets its readings itself, calls <see cref="NoteReading"/> and overrides <see cref="Refresh"/>.
/// Signs: grid + import; battery + discharging; solar and house as the source gives them, small negative noise included.
/// </remarks>
public abstract class EnergySource
{
    // The limit is the poller's.
    private const string HangProblem = "the network has not answered a request for 60 s";

    private static readonly EnergyRequest[] s_noRequests = new EnergyRequest[0];

    private readonly EnergyReading[] _readings = new EnergyReading[ReadingKind.Count];

    /// <summary>Name under which its state is published; never changes.</summary>
    public abstract string Name { get; }

    /// <summary>What it is called in sentences.</summary>
    public abstract string Subject { get; }

    /// <summary>Name of the setting that holds its address.</summary>
    public abstract string AddressSetting { get; }

    /// <summary>True if the owner picked each of its readings by hand: such a reading goes before the same one of another source.</summary>
    public virtual bool IsHandPicked
    {
        get { return false; }
    }

    /// <summary>How it is doing.</summary>
    public SourceState State { get; protected set; }

    /// <summary>Sentence for a person, or null. Never holds a secret.</summary>
    public string Problem { get; protected set; }

    /// <summary>When the last good reply was asked for, ms; 0 before the first.</summary>
    public long LastOkMs { get; protected set; }

    /// <summary>Good replies so far.</summary>
    public int ReadingCount { get; private set; }

    /// <summary>Requests that the poller sends, configured or not; ours, never changed. None for a source that is not asked.</summary>
    public EnergyRequest[] Requests { get; protected set; } = s_noRequests;

    /// <summary>The reading of one quantity, or null if the source never has it.</summary>
    /// <param name="kind">One of <see cref="ReadingKind"/>.</param>
    public EnergyReading Of(int kind)
    {
        return _readings[kind];
    }

    /// <summary>Takes its settings. Called at the start and after each change of any setting.</summary>
    public abstract void Configure(ChargerSettings settings);

    /// <summary>Notes a good reply.</summary>
    /// <param name="askedMs">When it was asked for: its readings are at least as young.</param>
    public void NoteReading(long askedMs)
    {
        LastOkMs = askedMs;
        ReadingCount++;
    }

    /// <summary>Forgets all readings: they belong to another device.</summary>
    public void Forget()
    {
        LastOkMs = 0;
        for (int i = 0; i < _readings.Length; i++)
        {
            if (_readings[i] != null)
            {
                _readings[i].Forget();
            }
        }
    }

    /// <summary>Judges how the source is doing. Called about once a second; allocates nothing without news.</summary>
    /// <param name="maxAgeMs">Limit of age for control.</param>
    /// <param name="isNetworkHanging">True while the network ends no request.</param>
    public virtual void Refresh(long nowMs, long maxAgeMs, bool isNetworkHanging)
    {
        SourceState worst = SourceState.NotConfigured;
        EnergyRequest spokesman = null;
        for (int i = 0; i < Requests.Length; i++)
        {
            SourceState state = Requests[i].StateAt(nowMs, maxAgeMs);
            if (spokesman == null || Rank(state) > Rank(worst))
            {
                worst = state;
                spokesman = Requests[i];
            }
        }

        if (worst == SourceState.NotConfigured)
        {
            LastOkMs = 0;
        }
        else if (worst != SourceState.ConfigurationError && isNetworkHanging)
        {
            State = SourceState.Failed;
            Problem = HangProblem;
            return;
        }

        State = worst;
        Problem = spokesman == null ? null : spokesman.ProblemOf(worst);
    }

    /// <summary>Makes the reading of a quantity that this source has.</summary>
    /// <param name="kind">One of <see cref="ReadingKind"/>.</param>
    protected EnergyReading Give(int kind)
    {
        _readings[kind] = new EnergyReading();
        return _readings[kind];
    }

    // The numbers of the states are in order of trouble, but one entity that still waits spoils those that are well.
    private static int Rank(SourceState state)
    {
        if (state == SourceState.Ok)
        {
            return 1;
        }

        return state == SourceState.Waiting ? 2 : (int)state;
    }
}
