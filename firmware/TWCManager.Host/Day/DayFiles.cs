namespace TWCManager.Host.Day;

/// <summary>Files that a day leaves behind; null for none.</summary>
/// <param name="Report">Page with plots.</param>
/// <param name="Json">The figures as one object.</param>
/// <param name="Series">CSV with a row for each second.</param>
internal sealed record DayFiles(string? Report, string? Json, string? Series);
