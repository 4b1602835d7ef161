using TWCManager.Core.Charging;

namespace TWCManager.Core.Documents;

/// <summary>The documents of all charge points. Follows the charge points as they appear.</summary>
internal sealed class ConnectorDocuments
{
    private readonly ConnectorDocument[] _documents;
    private readonly ChargeControl _charging;
    private readonly Topics _topics;
    private readonly SiteView _view;

    /// <summary>Makes an empty list.</summary>
    /// <param name="capacity">Charge points beyond it are not published.</param>
    public ConnectorDocuments(int capacity, Topics topics, SiteView view)
    {
        _documents = new ConnectorDocument[capacity];
        _charging = view.Charging;
        _topics = topics;
        _view = view;
    }

    /// <summary>Documents there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them, 0 to <see cref="Count"/> - 1.</summary>
    public ConnectorDocument At(int index)
    {
        return _documents[index];
    }

    /// <summary>Makes documents for charge points that are new.</summary>
    public void Follow()
    {
        int count = _charging.Count < _documents.Length ? _charging.Count : _documents.Length;
        for (int i = 0; i < count; i++)
        {
            ChargePoint point = _charging.Points[i];
            if (i >= Count || _documents[i].Point != point)
            {
                _documents[i] = new ConnectorDocument(point, _topics, _view);
                _documents[i].Pace.Renew(_topics.HasDiscovery);
            }
        }

        Count = count;
    }

    /// <summary>Everything has to go out anew.</summary>
    public void Renew()
    {
        for (int i = 0; i < Count; i++)
        {
            _documents[i].PublishedStatus = null;
            _documents[i].Pace.Renew(_topics.HasDiscovery);
        }
    }
}
