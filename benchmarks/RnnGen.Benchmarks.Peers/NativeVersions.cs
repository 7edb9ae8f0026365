using System;
using System.IO;

namespace BenchmarkPeers;

/// <summary>
/// TorchSharp's native library asks for GLIBCXX_3.4.32, the version mark of GCC 13, because of one symbol that it never calls. On systems
/// with an older C++ library (Debian 12) it loads once that demand is marked as weak, in the copy beside this program.
/// </summary>
internal static class NativeVersions
{
    private const byte Weak = 2; // VER_FLG_WEAK

    // An entry of the ELF section .gnu.version_r: the hash of the version's name, then its flags.
    private static readonly byte[] Entry = [0x42, 0xf8, 0x97, 0x02, 0, 0];

    /// <summary>Marks the demand, unless it is already marked or there is none.</summary>
    public static void MakeWeak()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        if (!OperatingSystem.IsLinux() || !File.Exists(file))
        {
            return;
        }

        byte[] library = File.ReadAllBytes(file);
        int place = library.AsSpan().IndexOf(Entry);
        if (place >= 0 && library.AsSpan(place + 1).IndexOf(Entry) < 0)
        {
            library[place + 4] = Weak;
            File.Delete(file); // it may be a link into the package cache
            File.WriteAllBytes(file, library);
        }
    }
}
