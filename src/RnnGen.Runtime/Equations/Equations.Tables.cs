using System;

namespace RnnGen;

/// <content>Tables read by token ids.</content>
public static partial class Equations
{
    /// <summary>The vector that a table holds for a token.</summary>
    /// <param name="table">(V, E), a parameter marked <c>[Table(V, E)]</c>.</param>
    /// <param name="token">0 to V - 1.</param>
    /// <returns>(E).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such row.</exception>
    public static Vector Row(Matrix table, int token)
    {
        ArgumentNullException.ThrowIfNull(table);
        var row = new double[table.Columns];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = table[token, i];
        }

        return new Vector(row);
    }
}
