using System.CommandLine;
using System.Globalization;
using TWCManager.Host.Commands;
using TWCManager.Simulation;

namespace TWCManager.Host;

/// <summary>The commands and options that users type. Knows their spelling; what they do is in <see cref="Program"/> and in Commands.</summary>
internal sealed class CommandLine
{
    private const int HighestSpeed = 10000;

    private readonly Option<string> _broker = new Option<string>("--mqtt") { Description = "MQTT broker", HelpName = "HOST:PORT" };
    private readonly Option<string> _brokerAuthority = new Option<string>("--mqtt-ca") { Description = "certificate (PEM) to trust when the setting mqttTls is on", HelpName = "FILE" };
    private readonly Option<string[]> _settings = new Option<string[]>("--set") { Description = "set a setting; repeatable; see the command 'settings'", HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _saysReady = new Option<bool>("--once-ready") { Description = "print 'ready' on standard output when heartbeats run" };
    private readonly Option<bool> _isPlain = new Option<bool>("--plain") { Description = "lines of text instead of the live screen" };
    private readonly Option<string> _sniff = new Option<string>("--sniff") { Description = "write what goes over the bus into a file, at most 100 MB", HelpName = "FILE" };
    private readonly Option<bool> _test = new Option<bool>("--test") { Description = "once connectors are linked, test them one by one, print the report, and end" };
    private readonly Option<string> _data = new Option<string>("--data") { Description = "directory that keeps settings and state", HelpName = "DIR" };
    private readonly Option<string> _web = new Option<string>("--web") { Description = "where the web page listens; without HOST only this computer is served; 'off' for none", HelpName = "[HOST:]PORT" };
    private readonly Option<string> _port = new Option<string>("--port") { Description = "serial device of the RS-485 adapter, such as /dev/ttyUSB0", HelpName = "TTY", Required = true };
    private readonly Option<string> _speed = new Option<string>("--speed") { Description = "how many times faster than the real one the simulated sun moves", HelpName = "N", DefaultValueFactory = _ => HostOptions.DefaultSpeed.ToString() };

    private readonly Option<string> _scenario = new Option<string>("--scenario")
    {
        Description = "which site and day: " + string.Join(", ", Scenarios.All.Select(one => one.Name)), HelpName = "NAME", DefaultValueFactory = _ => Scenarios.Default.Name,
    };

    private readonly RootCommand _root = new RootCommand(
        "TWCManager: the bus master of Tesla Gen 2 Wall Connectors. Without a command it runs a simulated site, so that you can watch it work.");

    private CommandLine()
    {
        _root.Directives.Clear();
        AddCommonOptions(_root);
        _root.Options.Add(_data);
        _root.Options.Add(_scenario);
        _root.Options.Add(_speed);
        _root.SetAction(parsed => Program.ShowSimulatedSite(Read(parsed)));
        _root.Subcommands.Add(MakeRun());
        _root.Subcommands.Add(MakeDay());
        _root.Subcommands.Add(MakeDecode());
        _root.Subcommands.Add(MakeEncode());
        _root.Subcommands.Add(MakeSettings());
    }

    /// <summary>Does what the arguments say.</summary>
    /// <returns>Exit code.</returns>
    public static int Run(string[] arguments)
    {
        try
        {
            return new CommandLine().RunParsed(arguments);
        }
        catch (UsageException problem)
        {
            return Complain(problem.Message);
        }
    }

    private int RunParsed(string[] arguments)
    {
        // A value such as a password may begin with @ or hold several letters after a dash: nothing is expanded.
        ParserConfiguration parser = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        ParseResult parsed = _root.Parse(arguments, parser);
        if (parsed.Errors.Count > 0)
        {
            return Complain(parsed.Errors[0].Message);
        }

        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static int Complain(string problem)
    {
        Console.Error.WriteLine("TWCManager: " + problem.ReplaceLineEndings(" ").Trim() + " (--help shows what is possible)");
        return ExitCode.BadUsage;
    }

    private Command MakeRun()
    {
        Command run = new Command("run", "manage real wall connectors");
        run.Options.Add(_port);
        run.Options.Add(_data);
        AddCommonOptions(run);
        run.SetAction(parsed => Program.ManageConnectors(Read(parsed)));
        return run;
    }

    private Command MakeDay()
    {
        Command day = new Command("day", "a whole day in seconds: a simulated one, or one of your own");
        DayCommandLine line = new DayCommandLine(_scenario);
        line.AddTo(day);
        day.Options.Add(_settings);
        day.SetAction(parsed => line.Run(parsed, parsed.GetValue(_settings) ?? []));
        return day;
    }

    private static Command MakeDecode()
    {
        Option<string> own = new Option<string>("--own") { Description = "our own id, four hex digits", HelpName = "ID", DefaultValueFactory = _ => "7777" };
        Command decode = new Command("decode", "bytes in hex, a line each, to JSON");
        decode.Options.Add(own);
        decode.SetAction(parsed => FrameCommands.Decode(ReadId(parsed.GetValue(own)!)));
        return decode;
    }

    private static Command MakeEncode()
    {
        Option<string> own = new Option<string>("--own") { Description = "our own id, four hex digits", HelpName = "ID", DefaultValueFactory = _ => "7777" };
        Command encode = new Command("encode", "JSON, a line each, to bytes in hex");
        encode.Options.Add(own);
        encode.SetAction(parsed => FrameCommands.Encode(ReadId(parsed.GetValue(own)!)));
        return encode;
    }

    private static Command MakeSettings()
    {
        Command settings = new Command("settings", "every setting as a Markdown table");
        settings.SetAction(_ => SettingsTableCommand.Run(Console.Out));
        return settings;
    }

    private void AddCommonOptions(Command command)
    {
        command.Options.Add(_broker);
        command.Options.Add(_brokerAuthority);
        command.Options.Add(_settings);
        command.Options.Add(_saysReady);
        command.Options.Add(_sniff);
        command.Options.Add(_test);
        command.Options.Add(_isPlain);
        command.Options.Add(_web);
    }

    private HostOptions Read(ParseResult parsed)
    {
        bool isSimulated = parsed.CommandResult.Command == _root;
        return new HostOptions
        {
            Port = isSimulated ? null : parsed.GetValue(_port),
            DataDirectory = parsed.GetValue(_data),
            Broker = parsed.GetValue(_broker),
            BrokerAuthority = parsed.GetValue(_brokerAuthority),
            Settings = parsed.GetValue(_settings) ?? [],
            SaysReady = parsed.GetValue(_saysReady),
            SniffFile = parsed.GetValue(_sniff),
            IsTest = parsed.GetValue(_test),
            IsPlain = parsed.GetValue(_isPlain),
            Web = ReadWeb(parsed.GetValue(_web), isSimulated),
            Scenario = isSimulated ? ReadScenario(parsed.GetValue(_scenario)!) : Scenarios.Default,
            Speed = isSimulated ? ReadSpeed(parsed.GetValue(_speed)!) : HostOptions.DefaultSpeed,
        };
    }

    /// <summary>The scenario of this name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static Scenario ReadScenario(string name)
    {
        return Scenarios.Find(name)
            ?? throw new UsageException("Unknown scenario '" + name + "'; there are: " + string.Join(", ", Scenarios.All.Select(one => one.Name)) + ".");
    }

    // The simulated site is there to be looked at; at a real one the owner says who may.
    private static WebAddress? ReadWeb(string? text, bool isSimulated)
    {
        if (text == null)
        {
            return isSimulated ? WebAddress.Usual : null;
        }

        return WebAddress.Parse(text);
    }

    private static int ReadSpeed(string text)
    {
        if (int.TryParse(text, out int speed) && speed >= 1 && speed <= HighestSpeed)
        {
            return speed;
        }

        throw new UsageException("--speed must be a whole number from 1 to " + HighestSpeed + ".");
    }

    private static int ReadId(string text)
    {
        if (text.Length == 4 && int.TryParse(text, NumberStyles.AllowHexSpecifier, null, out int id))
        {
            return id;
        }

        throw new UsageException("--own must be four hex digits, such as 7777.");
    }
}
