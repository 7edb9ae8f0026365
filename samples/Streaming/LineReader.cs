using System;
using System.IO;

namespace Streaming;

/// <summary>Lines of a byte stream as they come, out of one buffer; a line longer than the buffer comes in parts.</summary>
internal sealed class LineReader(Stream stream)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private int start, end;

    /// <summary>The next line without its end. It belongs to the reader: the next call overwrites it.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        for (int searched = start; ;)
        {
            int length = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = WithoutReturn(buffer.AsSpan(start, searched + length - start));
                start = searched + length + 1;
                return true;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            searched = end;
            int read = end < buffer.Length ? stream.Read(buffer, end, buffer.Length - end) : 0;
            if (read == 0)
            {
                line = WithoutReturn(buffer.AsSpan(0, end));
                bool any = end > 0;
                start = end = 0;
                return any;
            }

            end += read;
        }
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line is [.. var text, (byte)'\r'] ? text : line;
}
