using TWCManager.Core.Json;

namespace TWCManager.Core.Commands;

/// <summary>Writes answers to commands into the queue. Knows their form only.</summary>
internal sealed class ReceiptWriter
{
    // A settings object of full length comes back with somewhat more text than it had.
    private const int Capacity = 1536;
    private const int LongestTopic = 320;

    private readonly ReceiptQueue _queue;

    // There only while a receipt is written: commands are rare.
    private JsonWriter _json;
    private string _topic;

    /// <summary>Makes a writer that fills <paramref name="queue"/>.</summary>
    public ReceiptWriter(ReceiptQueue queue)
    {
        _queue = queue;
    }

    /// <summary>Starts the receipt of something that was applied; its value must follow on what is returned, then <see cref="End"/>.</summary>
    public JsonWriter Begin(string topic)
    {
        Start(topic, true);
        _json.Name("value");
        return _json;
    }

    /// <summary>Queues what was begun.</summary>
    public void End()
    {
        _json.EndObject();
        if (!_json.IsComplete)
        {
            // Applied all the same; only the echo is too long.
            Start(_topic, true);
            _json.FieldNull("value");
            _json.EndObject();
        }

        Finish();
    }

    /// <summary>Queues the receipt of a command that was carried out.</summary>
    /// <returns>True.</returns>
    public bool Confirm(string topic, string value)
    {
        Begin(topic).Value(value);
        End();
        return true;
    }

    /// <summary>Queues the receipt of something that was not applied.</summary>
    /// <param name="error">Sentence for a person. Never holds a secret.</param>
    /// <returns>False.</returns>
    public bool Refuse(string topic, string error)
    {
        Start(topic, false);
        _json.Field("error", error);
        _json.EndObject();
        Finish();
        return false;
    }

    /// <summary>A topic short enough to be repeated.</summary>
    public static string Shorten(string topic)
    {
        return topic != null && topic.Length > LongestTopic ? topic.Substring(0, LongestTopic) : topic;
    }

    private void Start(string topic, bool ok)
    {
        _topic = topic;
        _json = new JsonWriter(Capacity);
        _json.BeginObject();
        _json.Field("topic", Shorten(topic));
        _json.Field("ok", ok);
    }

    private void Finish()
    {
        _queue.Add(_json.Buffer, _json.Length);
        _json = null;
    }
}
