using System.Reflection;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("TWCManager.Esp32")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: ComVisible(false)]
