using TWCManager.Core.Documents;
using TWCManager.Core.Tests.Mqtt;

namespace TWCManager.Core.Tests.Documents;

/// <summary>A row of the published values, copied: the core fills one object anew for each of them.</summary>
internal sealed record PublishedValue(
    string? Key, string? Parent, int Element, ValueForm Form, string? Unit, Watch Watch, EntityKind Kind, int Place, string Id, string Name, string? DeviceClass, bool IsDiagnostic, bool IsDisabled)
{
    /// <summary>Where a program finds it in the document.</summary>
    public string Path => Parent == null ? Key! : Element >= 0 ? $"{Parent}[{Element}]" : $"{Parent}.{Key}";
}

/// <summary>The two documents of published values and their rows.</summary>
internal static class PublishedValues
{
    public static StatusDocument[] Documents()
    {
        StatusRig rig = new();
        rig.AddConnector(0x2019);
        return Documents(rig);
    }

    /// <summary>The site's document, and that of the first connector.</summary>
    public static StatusDocument[] Documents(StatusRig rig)
    {
        return
        [
            new SiteDocument(rig.View),
            new ConnectorDocument(rig.Charging.Points[0], rig.Topics, rig.View),
        ];
    }

    public static IEnumerable<PublishedValue> Of(StatusDocument document)
    {
        for (int i = 0; i < document.Count; i++)
        {
            ValueRow row = document.RowAt(i);
            yield return new PublishedValue(
                row.Key, row.Parent, row.Element, row.Form, row.Unit, row.Watch, row.Kind, row.Place, row.Id, row.Name, row.DeviceClass, row.IsDiagnostic, row.IsDisabled);
        }
    }
}
