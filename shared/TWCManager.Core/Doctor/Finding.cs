namespace TWCManager.Core.Doctor;

/// <summary>What can be wrong with a bus as far as it can be told from here, most important first. The numbers index tables; the words are in <see cref="FindingText"/>.</summary>
/// <remarks>Source: docs/installation.md#what-the-doctor-says.</remarks>
public static class Finding
{
    /// <summary>The serial port is not there.</summary>
    public const int NoPort = 0;

    /// <summary>Another master speaks; we are silent.</summary>
    public const int SecondMaster = 1;

    /// <summary>Nothing comes, except perhaps what we sent.</summary>
    public const int NothingReceived = 2;

    /// <summary>Bytes come and none of them makes a frame.</summary>
    public const int OnlyGarbage = 3;

    /// <summary>Connectors announce themselves and none answers.</summary>
    public const int NobodyHearsUs = 4;

    /// <summary>One connector announces itself and does not answer, others do.</summary>
    public const int DoesNotHearUs = 5;

    /// <summary>A known connector is not heard at all.</summary>
    public const int NotHeard = 6;

    /// <summary>Two units with the same id.</summary>
    public const int SameId = 7;

    /// <summary>A car draws more than it is offered.</summary>
    public const int Overdraw = 8;

    /// <summary>A connector reports an error.</summary>
    public const int ConnectorError = 9;

    /// <summary>Something sends all the time.</summary>
    public const int Babble = 10;

    /// <summary>Frames come without their beginning.</summary>
    public const int ClippedStart = 11;

    /// <summary>Frames come without their end.</summary>
    public const int ClippedEnd = 12;

    /// <summary>Two talk at once.</summary>
    public const int Collision = 13;

    /// <summary>Bytes are missing inside frames.</summary>
    public const int BytesMissing = 14;

    /// <summary>Frames are damaged without a clear look.</summary>
    public const int Damaged = 15;

    /// <summary>Answers stay away.</summary>
    public const int MissingAnswers = 16;

    /// <summary>A connector loses us again and again.</summary>
    public const int LinkDrops = 17;

    /// <summary>Somebody else uses our id.</summary>
    public const int IdConflict = 18;

    /// <summary>A unit that is not in position F broadcasts.</summary>
    public const int StandAlone = 19;

    /// <summary>Frames of a master were seen, too few to yield.</summary>
    public const int MasterSeen = 20;

    /// <summary>One connector more than can be served.</summary>
    public const int TooMany = 21;

    /// <summary>An unknown unit answers us.</summary>
    public const int Stranger = 22;

    /// <summary>A connector does not repeat the limit that it is told.</summary>
    public const int LimitNotTaken = 23;

    /// <summary>A meter shows a voltage that no mains has.</summary>
    public const int Voltage = 24;

    /// <summary>Bytes come between the frames.</summary>
    public const int FloatingLine = 25;

    /// <summary>Our own frames come back; good to know.</summary>
    public const int Echo = 26;

    /// <summary>How many there are.</summary>
    public const int Count = 27;

    internal const int FirstWarning = Babble;
    internal const int FirstInfo = Echo;
}
