using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace BenchmarkPeers;

/// <summary>A protocol buffers message under construction: as much of the format as a model of one node needs.</summary>
internal sealed class OnnxMessage
{
    private readonly MemoryStream bytes = new();

    public byte[] ToArray() => bytes.ToArray();

    public OnnxMessage Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    public OnnxMessage Text(int field, string value) => Raw(field, Encoding.UTF8.GetBytes(value));

    public OnnxMessage Part(int field, OnnxMessage part) => Raw(field, part.ToArray());

    public OnnxMessage Raw(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    /// <summary>A model of one recurrent node over X (T,B,I), initial_h and, of an LSTM, initial_c (1,B,H), with results Y (T,1,B,H), Y_h and Y_c.</summary>
    public static byte[] Model(string op, long[] dims, bool resetAfter, float[] w, float[] r, float[] b)
    {
        (long steps, long batch, long inputs, long hidden) = (dims[0], dims[1], dims[2], dims[3]);
        bool hasCell = op == "LSTM";
        var node = new OnnxMessage();
        foreach (string input in (IEnumerable<string>)[.. new[] { "X", "W", "R", "B", "", "initial_h" }, .. hasCell ? ["initial_c"] : Array.Empty<string>()])
        {
            node.Text(1, input);
        }

        foreach (string output in (IEnumerable<string>)[.. new[] { "Y", "Y_h" }, .. hasCell ? ["Y_c"] : Array.Empty<string>()])
        {
            node.Text(2, output);
        }

        node.Text(4, op).Part(5, Attribute("hidden_size", hidden));
        if (op == "GRU")
        {
            node.Part(5, Attribute("linear_before_reset", resetAfter ? 1 : 0));
        }

        long rows = w.Length / inputs;
        OnnxMessage graph = new OnnxMessage().Part(1, node).Text(2, op)
            .Part(5, Weight("W", [1, rows, inputs], w)).Part(5, Weight("R", [1, rows, hidden], r)).Part(5, Weight("B", [1, 2 * rows], b))
            .Part(11, Value("X", steps, batch, inputs)).Part(11, Value("initial_h", 1, batch, hidden))
            .Part(12, Value("Y", steps, 1, batch, hidden)).Part(12, Value("Y_h", 1, batch, hidden));
        if (hasCell)
        {
            graph.Part(11, Value("initial_c", 1, batch, hidden)).Part(12, Value("Y_c", 1, batch, hidden));
        }

        return new OnnxMessage().Number(1, 8).Part(7, graph).Part(8, new OnnxMessage().Text(1, "").Number(2, 14)).ToArray();
    }

    private static OnnxMessage Attribute(string name, long value) => new OnnxMessage().Text(1, name).Number(3, value).Number(20, 2);

    private static OnnxMessage Weight(string name, long[] dims, float[] values)
    {
        var tensor = new OnnxMessage();
        Array.ForEach(dims, dim => tensor.Number(1, dim));
        return tensor.Number(2, 1).Text(8, name).Raw(9, MemoryMarshal.AsBytes<float>(values));
    }

    private static OnnxMessage Value(string name, params long[] dims)
    {
        var shape = new OnnxMessage();
        Array.ForEach(dims, dim => shape.Part(1, new OnnxMessage().Number(1, dim)));
        return new OnnxMessage().Text(1, name).Part(2, new OnnxMessage().Part(1, new OnnxMessage().Number(1, 1).Part(2, shape)));
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.WriteByte((byte)(value | 0x80));
        }

        bytes.WriteByte((byte)value);
    }
}
