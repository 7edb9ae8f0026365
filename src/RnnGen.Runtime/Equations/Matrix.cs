using System;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// A matrix of an equation, in double precision: either values of its own, which never change, or a live view of a cell's parameter,
/// as it is or transposed. As a value of a step, such as a matrix-valued state, it takes part in elementwise arithmetic.
/// </summary>
public sealed partial class Matrix
{
    private readonly double[,]? own;
    private readonly ParameterStorage? storage;
    private readonly ElementLayout layout;
    private readonly bool isTransposed;
    private readonly int blocks = 1;

    /// <summary>A view of a parameter.</summary>
    /// <param name="storage">The parameters.</param>
    /// <param name="layout">Where it lies; of a block-diagonal matrix its blocks one below the other.</param>
    /// <param name="blocks">Blocks on the diagonal; 1 for a full matrix.</param>
    internal Matrix(ParameterStorage storage, ElementLayout layout, int blocks = 1)
    {
        this.storage = storage;
        this.layout = layout;
        this.blocks = blocks;
        Rows = layout.Rows;
        Columns = layout.Columns * blocks;
    }

    internal Matrix(double[,] values)
    {
        own = values;
        Rows = values.GetLength(0);
        Columns = values.GetLength(1);
    }

    private Matrix(Matrix source)
    {
        own = source.own;
        storage = source.storage;
        layout = source.layout;
        blocks = source.blocks;
        isTransposed = !source.isTransposed;
        Rows = source.Columns;
        Columns = source.Rows;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>One element. Only a matrix that is a cell's parameter can be written.</summary>
    /// <param name="row">0 to <see cref="Rows"/> - 1.</param>
    /// <param name="column">0 to <see cref="Columns"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the matrix.</exception>
    /// <exception cref="InvalidOperationException">Written, but not a parameter, or outside the blocks of a block-diagonal one.</exception>
    public double this[int row, int column]
    {
        get
        {
            CheckIndex(row, column);
            (int r, int c) = isTransposed ? (column, row) : (row, column);
            return own is not null ? own[r, c] : Place(r, c) is >= 0 and int place ? storage!.GetValue(place) : 0;
        }

        set
        {
            CheckIndex(row, column);
            ParameterStorage target = Writable();
            int place = isTransposed ? Place(column, row) : Place(row, column);
            if (place >= 0)
            {
                target.SetValue(place, value);
            }
            else if (value != 0)
            {
                throw new InvalidOperationException($"The matrix is block-diagonal: element ({row}, {column}) lies outside its {blocks} blocks and is always 0.");
            }
        }
    }

    /// <summary>A matrix of the given values.</summary>
    /// <param name="values">(rows, columns); copied.</param>
    public static Matrix From(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new((double[,])values.Clone());
    }

    /// <summary>Overwrites all elements of a matrix that is a cell's parameter.</summary>
    /// <param name="values">(<see cref="Rows"/>, <see cref="Columns"/>).</param>
    /// <exception cref="ShapeMismatchException">The shape differs.</exception>
    /// <exception cref="InvalidOperationException">The matrix is not a parameter.</exception>
    public void Set(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Writable();
        if (values.GetLength(0) != Rows || values.GetLength(1) != Columns)
        {
            throw new ShapeMismatchException(nameof(values), $"({Rows}, {Columns})", $"({values.GetLength(0)}, {values.GetLength(1)})");
        }

        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                this[row, column] = values[row, column];
            }
        }
    }

    /// <summary>A copy of the elements.</summary>
    public double[,] ToArray()
    {
        var copy = new double[Rows, Columns];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                copy[row, column] = this[row, column];
            }
        }

        return copy;
    }

    /// <summary>Matrix-vector product.</summary>
    /// <param name="left">(rows, columns).</param>
    /// <param name="right">(columns).</param>
    /// <returns>(rows).</returns>
    /// <exception cref="ShapeMismatchException">The vector's size is not the number of columns.</exception>
    public static Vector operator *(Matrix left, Vector right)
    {
        if (left.Columns != right.Size)
        {
            throw new ShapeMismatchException(nameof(right), $"({left.Columns})", $"({right.Size})");
        }

        double[] x = right.ToArray();
        var result = new double[left.Rows];
        for (int row = 0; row < result.Length; row++)
        {
            double sum = 0;
            for (int column = 0; column < x.Length; column++)
            {
                sum += left[row, column] * x[column];
            }

            result[row] = sum;
        }

        return new Vector(result);
    }

    /// <summary>The shape.</summary>
    public override string ToString() => $"Matrix[{Rows},{Columns}]";

    /// <summary>A live view with rows and columns exchanged.</summary>
    internal Matrix Transposed() => new(this);

    // Where an element lies; -1 outside the blocks.
    private int Place(int row, int column)
    {
        if (blocks == 1)
        {
            return layout[row, column];
        }

        int block = row / (layout.Rows / blocks);
        return column / layout.Columns == block ? layout[row, column % layout.Columns] : -1;
    }

    private void CheckIndex(int row, int column)
    {
        if ((uint)row >= (uint)Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"The matrix has {Rows} rows.");
        }

        if ((uint)column >= (uint)Columns)
        {
            throw new ArgumentOutOfRangeException(nameof(column), column, $"The matrix has {Columns} columns.");
        }
    }

    private ParameterStorage Writable() =>
        storage ?? throw new InvalidOperationException("Only a matrix that is a parameter can be written.");
}
