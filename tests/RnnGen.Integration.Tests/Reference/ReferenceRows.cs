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

    /// <summary>Bidirectional layers, which are no single cells.</summary>
    public static IReadOnlyList<string> Waiting { get; } =
    [
        "rnn_tanh_b2_t4_i4_h5_l2_bi_varlen",
        "rnn_relu_b2_t4_i4_h5_l2_bi_varlen",
        "lstm_b2_t4_i4_h5_l2_bi_varlen",
        "gru_b2_t4_i4_h5_l2_bi_varlen",
        "lstm_proj_b3_t5_i4_h6_p4_l2_bi_varlen",
    ];

    /// <summary>Kind, case and precision of every case that does not wait.</summary>
    public static TheoryData<string, string, Precision> All()
    {
        var rows = new TheoryData<string, string, Precision>();
        foreach ((string kind, string name) in Cases().Where(c => !Waiting.Contains(c.Name)))
        {
            rows.Add(kind, name, Precision.Single);
            rows.Add(kind, name, Precision.Double);
        }

        return rows;
    }

    public static IEnumerable<(string Kind, string Name)> Cases() =>
        Kinds.SelectMany(kind => ReferenceCase.Names(kind).Select(name => (kind, name)));
}
