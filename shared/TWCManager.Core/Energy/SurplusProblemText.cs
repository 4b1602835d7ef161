namespace TWCManager.Core.Energy;

/// <summary>The sentence why there is no surplus value, made when somebody asks and again only when it has changed.</summary>
internal sealed class SurplusProblemText
{
    // A text that changed every second would be published every second.
    private const long StepSeconds = 5;

    // Beyond this nobody needs the number.
    private const long MaxSeconds = 300;

    private string _before;
    private string _name;
    private long _seconds;
    private long _limitSeconds;
    private string _text;
    private bool _isMade = true;

    /// <summary>The sentence, or null when there is a surplus value.</summary>
    public string Text
    {
        get
        {
            if (!_isMade)
            {
                _isMade = true;
                _text = Make();
            }

            return _text;
        }
    }

    /// <summary>There is a value.</summary>
    public void Clear()
    {
        Set(null, null, 0, 0);
    }

    /// <summary>A sentence, its last word in a variable of its own so that nothing has to be joined now.</summary>
    /// <param name="name">Appended, or null.</param>
    public void Say(string sentence, string name)
    {
        Set(sentence, name, 0, 0);
    }

    /// <summary>A reading is too old.</summary>
    /// <param name="name">Quantity.</param>
    public void SayOld(string name, long ageMs, long limitMs)
    {
        long seconds = ageMs / 1000;
        long limitSeconds = limitMs / 1000;
        long shown = seconds / StepSeconds * StepSeconds;
        if (shown <= limitSeconds)
        {
            shown = limitSeconds + 1;
        }

        Set(null, name, seconds >= MaxSeconds && limitSeconds < MaxSeconds ? MaxSeconds : shown, limitSeconds);
    }

    private void Set(string before, string name, long seconds, long limitSeconds)
    {
        if (before == _before && name == _name && seconds == _seconds && limitSeconds == _limitSeconds)
        {
            return;
        }

        _before = before;
        _name = name;
        _seconds = seconds;
        _limitSeconds = limitSeconds;
        _text = null;
        _isMade = false;
    }

    private string Make()
    {
        if (_before != null)
        {
            return _name == null ? _before : _before + _name;
        }

        if (_name == null)
        {
            return null;
        }

        string age = _seconds == MaxSeconds && _limitSeconds < MaxSeconds ? "more than 5 min" : _seconds.ToString() + " s";
        return _name + " reading is " + age + " old (limit " + _limitSeconds.ToString() + " s)";
    }
}
