namespace TWCManager.Core.Documents;

/// <summary>The rows of a document whose changes count, found once, so that a look at the values does not make the rows. One for all documents of a kind.</summary>
public sealed class WatchList
{
    private byte[] _rows;
    private byte[] _watches;

    /// <summary>Rows whose changes count.</summary>
    public int Count
    {
        get { return _rows.Length; }
    }

    /// <summary>Texts among them.</summary>
    public int Texts { get; private set; }

    /// <summary>Finds the rows, the first time.</summary>
    public void Follow(StatusDocument document)
    {
        if (_rows != null)
        {
            return;
        }

        int count = 0;
        byte[] rows = new byte[document.Count];
        byte[] watches = new byte[document.Count];
        for (int i = 0; i < document.Count; i++)
        {
            Watch watch = document.RowAt(i).Watch;
            if (watch != Watch.None)
            {
                rows[count] = (byte)i;
                watches[count++] = (byte)watch;
                Texts += watch == Watch.UrgentText || watch == Watch.AnyText ? 1 : 0;
            }
        }

        _watches = new byte[count];
        byte[] found = new byte[count];
        for (int i = 0; i < count; i++)
        {
            found[i] = rows[i];
            _watches[i] = watches[i];
        }

        _rows = found;
    }

    /// <summary>One of the rows.</summary>
    public int RowAt(int index)
    {
        return _rows[index];
    }

    /// <summary>What counts in it.</summary>
    public Watch WatchAt(int index)
    {
        return (Watch)_watches[index];
    }
}
