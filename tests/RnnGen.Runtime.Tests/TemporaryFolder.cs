using System;
using System.IO;

namespace RnnGen.Runtime.Tests;

/// <summary>A folder that is removed with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnngen");

    /// <summary>Names of the files in it.</summary>
    public string[] Names => Array.ConvertAll(folder.GetFiles(), file => file.Name);

    public string File(string name) => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
