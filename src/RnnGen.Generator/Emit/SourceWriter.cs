using System;
using System.Text;

namespace RnnGen.Generator.Emit;

/// <summary>Indented text with <c>\n</c> line ends. Takes strings only: numbers go through <see cref="Literals"/>, so no culture can leak in.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
    private int depth;
    private bool blankPending;
    private bool atBlockStart;

    /// <summary>Writes lines; each is indented on its own.</summary>
    public void Line(string lines)
    {
        foreach (string line in lines.Replace("\r", "").Split('\n'))
        {
            if (blankPending && line != "}" && !atBlockStart)
            {
                text.Append('\n');
            }

            blankPending = false;
            atBlockStart = line == "{";
            if (line.Length > 0)
            {
                text.Append(' ', 4 * depth).Append(line);
            }

            text.Append('\n');
        }
    }

    /// <summary>One empty line before whatever comes next, unless a block ends.</summary>
    public void Blank() => blankPending = true;

    /// <summary><c>header { ... }</c>; the block ends when the result is disposed.</summary>
    public IDisposable Block(string header)
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        Line("{");
        depth++;
        return new End(this);
    }

    public override string ToString() => text.ToString();

    private sealed class End(SourceWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            writer.blankPending = false;
            writer.Line("}");
        }
    }
}
