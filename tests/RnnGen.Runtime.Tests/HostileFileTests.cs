using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class HostileFileTests : IDisposable
{
    private const string Good = """{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    private readonly TemporaryFolder folder = new();
    private readonly FlatModel<float> model = FlatModel<float>.Of(("b", 2, 0, Init.Constant, 1));

    public HostileFileTests() => model.Parameters["b"].Set([3f, 4f]);

    public static TheoryData<string, int, string> Headers => new()
    {
        { """{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "duplicate" },
        { """{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"shape":[2]}}""", 8, "duplicate" },
        { """{"b":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""", 8, "F33" },
        { """{"b":{"dtype":32,"shape":[2],"data_offsets":[0,8]}}""", 8, "dtype" },
        { """{"b":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "needs 12 bytes" },
        { """{"b":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "-2" },
        { """{"b":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "2.5" },
        { """{"b":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}""", 8, "shape" },
        { """{"b":{"dtype":"F32","data_offsets":[0,8]}}""", 8, "shape" },
        { """{"b":{"dtype":"F32","shape":[2]}}""", 8, "data_offsets" },
        { """{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}""", 8, "data_offsets" },
        { """{"b":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "data_offsets" },
        { """{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}""", 8, "99999999999999999999" },
        { """{"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 8, "do not lie" },
        { """{"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 16, "hole" },
        { """{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, "cover 8 bytes" },
        { """{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"c":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlap" },
        { """{"b":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "too large" },
        { """{"b":{"dtype":"F32","shape":[2147483647,2147483647,2147483647,0],"data_offsets":[0,0]}}""", 0, "too large" },
        { """{"b":{"dtype":"F64","shape":[2147483591],"data_offsets":[0,8]}}""", 8, "needs" },
        { """{"b":7}""", 8, "JSON object" },
        { """[]""", 0, "JSON object" },
        { """{"b":""", 8, "JSON" },
        { """{"__metadata__":{"a":1}}""", 0, "'a'" },
        { """{"__metadata__":[]}""", 0, "__metadata__" },
        { """{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "JSON" },
        { """{"b":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}""", 1, "BOOL" },
        { "", 0, "JSON" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_bad_header_is_refused_with_its_reason(string json, int dataLength, string reason)
    {
        var data = new byte[dataLength];
        Array.Fill(data, (byte)7);
        string message = AssertRefused(Bytes(json, data), reading: true);
        Assert.Contains(reason, message);
    }

    [Fact]
    public void Truncated_at_every_byte()
    {
        byte[] whole = Bytes(Good, new byte[8]);
        for (int length = 0; length < whole.Length; length++)
        {
            AssertRefused(whole[..length], reading: true);
        }

        File.WriteAllBytes(folder.File("file"), whole);
        model.Load(folder.File("file"));
        Assert.Equal([0f, 0f], model.Parameters["b"].Value.ToArray());
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1ul << 63)]
    [InlineData(100_000_001ul)]
    [InlineData(55ul + 8 + 1)]
    public void A_header_length_beyond_the_file(ulong length)
    {
        byte[] bytes = Bytes(Good, new byte[8]);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Assert.Contains($"claims {length} bytes", AssertRefused(bytes, reading: true));
    }

    [Fact]
    public void Invalid_utf8()
    {
        byte[] bytes = Bytes(Good, new byte[8]);
        bytes[8 + Good.IndexOf('b', StringComparison.Ordinal)] = 0xFF;
        Assert.Contains("UTF-8", AssertRefused(bytes, reading: true));
    }

    [Fact]
    public void Deep_nesting_does_not_exhaust_the_stack() =>
        AssertRefused(Bytes(new string('[', 1_000_000), []), reading: true);

    [Fact]
    public void Integers_are_no_parameters() =>
        AssertRefused(Bytes("""{"b":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}""", new byte[8]), reading: false);

    [Fact]
    public void Any_flipped_bit_of_the_header_is_refused_or_harmless()
    {
        byte[] whole = Bytes(Good, new byte[8]);
        for (int place = 0; place < 8 + Good.Length; place++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. whole];
                changed[place] ^= (byte)(1 << bit);
                File.WriteAllBytes(folder.File("file"), changed);
                Exception? error = Record.Exception(() => SafeTensors.Read(folder.File("file")));
                Assert.True(error is null or InvalidDataException, $"byte {place}, bit {bit}: {error}");
            }
        }
    }

    internal static byte[] Bytes(string json, byte[] data)
    {
        byte[] header = Encoding.UTF8.GetBytes(json);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    private string AssertRefused(byte[] bytes, bool reading)
    {
        string path = folder.File("file");
        File.WriteAllBytes(path, bytes);
        if (reading)
        {
            Assert.Throws<InvalidDataException>(() => SafeTensors.Read(path));
        }

        string message = Assert.Throws<InvalidDataException>(() => model.Load(path)).Message;
        Assert.Contains(path, message);
        Assert.Equal([3f, 4f], model.Parameters["b"].Value.ToArray());
        return Record.Exception(() => SafeTensors.Read(path))?.Message ?? message;
    }
}
