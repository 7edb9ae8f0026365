using System.Collections.Generic;
using System.Linq;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Which reference cases run through generated cells.</summary>
internal static class ReferenceRows
{
    /// <summary>The kinds that are cells.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["rnn_tanh", "rnn_relu", "lstm", "gru", "gru_reset_before", .. ShippedReferenceCells.Kinds];

    /// <summary>Kind, case and precision of every case.</summary>
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

    public static IEnumerable<(string Kind, string Name)> Cases() =>
        Kinds.SelectMany(kind => ReferenceCase.Names(kind).Select(name => (kind, name)));
}
