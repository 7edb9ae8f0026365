using System;
using System.Buffers.Binary;
using System.IO;

namespace RnnGen;

/// <summary>How a safetensors file encodes an element, little-endian.</summary>
internal sealed record ElementFormat(string Name, int Size)
{
    public static readonly ElementFormat Single = new("F32", 4);

    public static readonly ElementFormat Double = new("F64", 8);

    private static readonly ElementFormat[] Known =
    [
        Single, Double, new("F16", 2), new("BF16", 2), new("I64", 8), new("I32", 4), new("I16", 2), new("I8", 1), new("U8", 1), new("BOOL", 1),
    ];

    /// <summary>Whether the elements are floating-point numbers.</summary>
    public bool IsFloat => Name is "F32" or "F64" or "F16" or "BF16";

    public static ElementFormat? Find(string? name) => Array.Find(Known, format => format.Name == name);

    /// <summary>Floats of up to 32 bits become a single-precision tensor, everything else a double-precision one.</summary>
    public Tensor Decode(ReadOnlySpan<byte> bytes, int[] dims)
    {
        int count = bytes.Length / Size;
        if (IsFloat && Size <= 4)
        {
            var singles = new float[count];
            for (int i = 0; i < count; i++)
            {
                singles[i] = DecodeSingle(bytes[(i * Size)..]);
            }

            return Tensor.Wrap(singles, dims);
        }

        var doubles = new double[count];
        for (int i = 0; i < count; i++)
        {
            doubles[i] = DecodeDouble(bytes[(i * Size)..]);
        }

        return Tensor.Wrap(doubles, dims);
    }

    private float DecodeSingle(ReadOnlySpan<byte> bytes) => Name switch
    {
        "F32" => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
    };

    private double DecodeDouble(ReadOnlySpan<byte> bytes) => Name switch
    {
        "F64" => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        "I64" => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        "I32" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "I16" => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        "I8" => (sbyte)bytes[0],
        "U8" => bytes[0],
        _ => bytes[0] <= 1 ? bytes[0] : throw new InvalidDataException($"a BOOL element is {bytes[0]}, neither 0 nor 1"),
    };
}
