using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace RnnGen.Testing;

/// <summary>A case of tests/reference: its manifest, its tensors in both precisions, and comparisons within its tolerances.</summary>
internal sealed class ReferenceCase
{
    private readonly string name;
    private readonly JsonElement manifest;
    private readonly TensorFile singles;
    private readonly TensorFile doubles;

    private ReferenceCase(string kind, string name, string? folder)
    {
        Name = name;
        IsOfRepository = folder is null;
        this.name = $"{kind}/{name}";
        string stem = Path.Combine(folder ?? Folder, kind, name);
        manifest = ReadJson($"{stem}.json");
        singles = SafeTensors.Read($"{stem}.f32.safetensors");
        doubles = SafeTensors.Read($"{stem}.f64.safetensors");
    }

    /// <summary>The reference folder, found by walking up from the test's binaries.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>The case's name within its kind.</summary>
    public string Name { get; }

    /// <summary>Whether it lies in the repository's folder.</summary>
    public bool IsOfRepository { get; }

    /// <summary>The manifest's sizes and options.</summary>
    public JsonElement Config => manifest.GetProperty("config");

    /// <summary>Names of all tensors of the case.</summary>
    public IReadOnlyList<string> TensorNames => [.. doubles.Tensors.Keys];

    /// <param name="kind">Its kind, the name of a folder.</param>
    /// <param name="name">The name of its files without ending.</param>
    /// <param name="folder">Where the kinds lie; the repository's folder when none is given.</param>
    public static ReferenceCase Load(string kind, string name, string? folder = null) => new(kind, name, folder);

    public static JsonElement ReadJson(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    /// <summary>The kinds that the index of a folder lists.</summary>
    public static IReadOnlyList<string> Kinds(string? folder = null) => [.. Index(folder).EnumerateObject().Select(kind => kind.Name)];

    /// <summary>Names of the cases of one kind; fails if there are none.</summary>
    public static IReadOnlyList<string> Names(string kind, string? folder = null) =>
        [.. Index(folder).GetProperty(kind).EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>One row (case, precision) for each case of a kind and each precision.</summary>
    public static TheoryData<string, Precision> Rows(string kind)
    {
        var rows = new TheoryData<string, Precision>();
        foreach (string item in Names(kind))
        {
            rows.Add(item, Precision.Single);
            rows.Add(item, Precision.Double);
        }

        return rows;
    }

    public bool Has(string tensor) => doubles.Tensors.ContainsKey(tensor);

    public Tensor Tensor(string tensor, Precision precision) => (precision == Precision.Single ? singles : doubles)[tensor];

    /// <summary>The reference values, row-major.</summary>
    public double[] Values(string tensor) => doubles[tensor].ToDoubleArray();

    public double Scalar(string tensor) => Assert.Single(Values(tensor));

    public int[] Ints(string tensor) => Array.ConvertAll(Values(tensor), value => checked((int)value));

    public int[,] IntMatrix(string tensor)
    {
        int[] flat = Ints(tensor);
        var matrix = new int[doubles[tensor].Dims[0], doubles[tensor].Dims[1]];
        Buffer.BlockCopy(flat, 0, matrix, 0, flat.Length * sizeof(int));
        return matrix;
    }

    /// <summary>Compares within the manifest's tolerance; exactly where it gives none.</summary>
    /// <param name="tensor">Name of the expected tensor.</param>
    /// <param name="actual">Row-major.</param>
    /// <param name="precision">Whose tolerance to use.</param>
    /// <param name="factor">Widens the tolerance, for approximate elementary functions.</param>
    public void AssertClose(string tensor, double[] actual, Precision precision, double factor = 1)
    {
        double[] expected = Values(tensor);
        Assert.Equal(expected.Length, actual.Length);
        double tolerance = factor * Tolerance(tensor, precision);
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(actual[i] - expected[i]);
            Assert.True(error <= tolerance, $"{name} {tensor}[{i}]: expected {expected[i]:r}, got {actual[i]:r}, error {error:e2} above {tolerance:e2}");
        }
    }

    public void AssertClose(string tensor, Tensor actual, Precision precision, double factor = 1)
    {
        Assert.Equal(doubles[tensor].Dims, actual.Dims);
        AssertClose(tensor, actual.ToDoubleArray(), precision, factor);
    }

    public void AssertClose(string tensor, double actual, Precision precision, double factor = 1) => AssertClose(tensor, [actual], precision, factor);

    private static JsonElement Index(string? folder) => ReadJson(Path.Combine(folder ?? Folder, "index.json"));

    private double Tolerance(string tensor, Precision precision) =>
        manifest.TryGetProperty("tolerance", out JsonElement tolerances) && tolerances.TryGetProperty(tensor, out JsonElement own)
            ? own.GetProperty(precision == Precision.Single ? "tol32" : "tol64").GetDouble()
            : 0;

    private static string FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "reference");
            if (File.Exists(Path.Combine(candidate, "index.json")))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/reference was not found above the test's binaries.");
    }
}
