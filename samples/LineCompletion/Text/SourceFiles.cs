using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LineCompletion.Text;

/// <summary>Finds the files to learn from.</summary>
internal static class SourceFiles
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules"];

    /// <summary>The <c>src</c> folder of the repository this sample belongs to.</summary>
    /// <exception cref="DirectoryNotFoundException">Neither the program nor the current folder lies in the repository.</exception>
    public static string DefaultFolder()
    {
        foreach (string start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "RnnGen.sln")))
                {
                    return Path.Combine(folder.FullName, "src");
                }
            }
        }

        throw new DirectoryNotFoundException("The repository was not found above the program or the current folder; name a file or folder to learn from.");
    }

    /// <summary>A file itself, or the files of a folder and its subfolders, in a stable order, without build output.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="pattern">Which files of a folder, for example <c>*.cs</c>.</param>
    /// <exception cref="FileNotFoundException">There is nothing at that path, or no file of that pattern.</exception>
    public static IReadOnlyList<string> Find(string path, string pattern)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new FileNotFoundException($"There is no file or folder '{path}'.");
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        string[] files =
        [
            .. Directory.EnumerateFiles(path, pattern, options)
                .Where(file => !Path.GetRelativePath(path, file).Split(Path.DirectorySeparatorChar).Any(Skipped.Contains))
                .Order(StringComparer.Ordinal),
        ];
        return files.Length > 0 ? files : throw new FileNotFoundException($"The folder '{path}' has no file like '{pattern}'.");
    }
}
