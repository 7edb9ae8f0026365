using System;
using System.Collections.Generic;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Finds the cell class that this project declares for a reference case.</summary>
internal static class DeclaredCells
{
    private const string Namespace = "RnnGen.Integration.Tests.Cells.";

    private static readonly Dictionary<string, string> Names = new()
    {
        ["rnn_tanh"] = "RnnTanh",
        ["rnn_relu"] = "RnnRelu",
        ["lstm"] = "Lstm",
        ["gru"] = "Gru",
        ["gru_reset_before"] = "GruResetBefore",
    };

    /// <summary>The cells of each layer, bottom first, forwards before backwards. Sizes are compile-time constants, so each needs a class.</summary>
    public static object[] Layers(ReferenceCase item, string kind, Precision precision)
    {
        if (ShippedReferenceCells.Has(kind))
        {
            return ShippedReferenceCells.Create(item, precision);
        }

        int input = item.Config.GetProperty("input_size").GetInt32();
        int hidden = item.Config.GetProperty("hidden_size").GetInt32();
        int directions = Directions(item);
        var layers = new object[item.Config.GetProperty("num_layers").GetInt32() * directions];
        for (int layer = 0; layer < layers.Length; layer++)
        {
            string name = $"{Names[kind]}{(layer < directions ? input : directions * hidden)}x{hidden}{Variant(item)}{precision}";
            Type? type = typeof(DeclaredCells).Assembly.GetType(Namespace + name);
            Assert.True(
                type is not null,
                $"Declare the cell {name} in tests/RnnGen.Integration.Tests/Cells: kind {kind}, I = {(layer < directions ? input : directions * hidden)}, H = {hidden}, "
                + $"Precision = Precision.{precision}, config {item.Config}.");
            layers[layer] = Activator.CreateInstance(type, 0)!;
        }

        return layers;
    }

    public static int Directions(ReferenceCase item) =>
        item.Config.TryGetProperty("bidirectional", out var both) && both.GetBoolean() ? 2 : 1;

    private static string Variant(ReferenceCase item) =>
        (item.Config.TryGetProperty("bias", out var bias) && !bias.GetBoolean() ? "NoBias" : "")
        + (item.Config.TryGetProperty("update", out var update) && update.GetString() == "cho" ? "Cho" : "");
}
