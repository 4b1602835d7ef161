using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("TWCManager.Core.Part1")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: ComVisible(false)]

// On a PC the core is one assembly; here it is cut only because of what one may hold.
[assembly: InternalsVisibleTo("TWCManager.Core.Part2")]
[assembly: InternalsVisibleTo("TWCManager.Esp32")]
[assembly: InternalsVisibleTo("NFUnitTest")]
