using System.Diagnostics;
using System.Text;

namespace TWCManager.System.Tests.Support;

/// <summary>The host program as users start it: a process with pipes.</summary>
internal sealed class HostProcess : IDisposable
{
    private const int DeadlineMs = 30000;

    private readonly Process _process;
    private readonly StringBuilder _output = new StringBuilder();
    private readonly StringBuilder _errors = new StringBuilder();

    public HostProcess(params string[] arguments)
    {
        ProcessStartInfo start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "TWCManager.Host"))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Standard output so far, lines ended by a line feed.</summary>
    public string Output
    {
        get { return Text(_output); }
    }

    /// <summary>Standard error so far.</summary>
    public string Errors
    {
        get { return Text(_errors); }
    }

    /// <summary>Runs it to its end.</summary>
    public static (int ExitCode, string Output, string Errors) Run(string input, params string[] arguments)
    {
        using HostProcess host = new HostProcess(arguments);
        host.Say(input);
        host.EndInput();
        int exitCode = host.WaitForEnd();
        return (exitCode, host.Output, host.Errors);
    }

    public void Say(string text)
    {
        try
        {
            _process.StandardInput.Write(text);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code tells why.
        }
    }

    public void EndInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // As above.
        }
    }

    public void WaitForOutput(string part)
    {
        Wait.Until(() => Output.Contains(part, StringComparison.Ordinal) || _process.HasExited, "output '" + part + "'");
        Assert.True(Output.Contains(part, StringComparison.Ordinal), "ended without '" + part + "': " + Errors);
    }

    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, _process.Id.ToString()]);
        kill.WaitForExit();
    }

    public int WaitForEnd()
    {
        Assert.True(_process.WaitForExit(DeadlineMs), "it did not end");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line != null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
