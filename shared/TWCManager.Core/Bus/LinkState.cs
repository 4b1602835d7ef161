namespace TWCManager.Core.Bus;

/// <summary>How well a wall connector and we hear each other. In order of trouble.</summary>
public enum LinkState
{
    /// <summary>Announced or remembered; it has not answered a heartbeat yet.</summary>
    Linking = 0,

    /// <summary>Answers its heartbeats.</summary>
    Online = 1,

    /// <summary>No answer for 5 s: nothing is raised on account of what it said last.</summary>
    Stale = 2,

    /// <summary>No answer for 10 s: it announces itself by now, if it lives.</summary>
    Offline = 3,

    /// <summary>No answer for 26 s: it gets no heartbeats until it announces itself, so that it stops by itself.</summary>
    Lost = 4,
}
