using System.Collections.Generic;
using System.Linq;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Which reference cases run through generated cells.</summary>
internal static class ReferenceRows
{
    /// <summary>Kind, case and precision of every case of the repository.</summary>
    public static TheoryData<string, string, Precision> All()
    {
        var rows = new TheoryData<string, string, Precision>();
        foreach ((string kind, string name) in Cases())
        {
            rows.Add(kind, name, Precision.Single);
            rows.Add(kind, name, Precision.Double);
        }

        return rows;
    }

    /// <summary>What the index of a folder lists of the kinds that are cells; the repository's folder when none is given.</summary>
    public static IEnumerable<(string Kind, string Name)> Cases(string? folder = null) =>
        ReferenceCase.Kinds(folder).Where(ReferenceCells.Kinds.Contains).SelectMany(kind => ReferenceCase.Names(kind, folder).Select(name => (kind, name)));
}
