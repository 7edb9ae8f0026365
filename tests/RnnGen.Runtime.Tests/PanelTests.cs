using System;
using System.Linq;
using RnnGen.Kernels;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class PanelTests
{
    [Fact]
    public void Element_layout_is_blocks_rows_slots_lanes()
    {
        const int features = 20, slots = 3, rows = 4;
        var memory = new float[Panel<float>.Length(features, slots, rows)];
        var panel = new Panel<float>(memory, features, slots, rows);
        Assert.Equal(2 * rows * slots * 16, memory.Length);
        for (int row = 0; row < rows; row++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                for (int slot = 0; slot < slots; slot++)
                {
                    panel[row, feature, slot] = (row * 1000) + (feature * 10) + slot;
                    int place = (((((feature / 16) * rows) + row) * slots) + slot) * 16 + (feature % 16);
                    Assert.Equal(panel[row, feature, slot], memory[place]);
                }
            }
        }

        Panel<float> part = panel.Rows(1, 2).Slots(2, 1);
        Assert.Equal(2182, part[1, 18]);
        Assert.Equal(2162, System.Runtime.CompilerServices.Unsafe.Add(ref part.Block(1), part.RowStride));
        part.Clear();
        for (int row = 0; row < rows; row++)
        {
            for (int slot = 0; slot < slots; slot++)
            {
                bool cleared = row is 1 or 2 && slot == 2;
                Assert.Equal(cleared ? 0 : (row * 1000) + 180 + slot, panel[row, 18, slot]);
            }
        }
    }

    [Fact]
    public void Views_outside_the_panel_are_refused()
    {
        static void View(Action<Panel<double>> view) => view(new Panel<double>(new double[64], 16, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => View(panel => panel.Rows(1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => View(panel => panel.Rows(-1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => View(panel => panel.Slots(2, 1)));
    }

    [Fact]
    public void Buffers_are_aligned()
    {
        for (int length = 0; length < 40; length++)
        {
            var buffer = new AlignedBuffer<float>(length);
            Assert.Equal(length, buffer.Span.Length);
            unsafe
            {
                Assert.True(length == 0 || (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref buffer.Span[0]) % 64 == 0);
            }
        }
    }

    [Theory]
    [InlineData(20, 3)]
    [InlineData(16, 1)]
    [InlineData(1, 40)]
    public void Layouts_place_every_element_once_and_runs_cover_them(int rows, int columns)
    {
        foreach (ElementLayout layout in (ElementLayout[])[ElementLayout.Gate(rows, columns, 5, 3, 1), ElementLayout.Table(rows, columns, 5), ElementLayout.Vector(rows, 5)])
        {
            int[] places = [.. Enumerable.Range(0, layout.Rows).SelectMany(row => Enumerable.Range(0, layout.Columns).Select(column => layout[row, column]))];
            Assert.Equal(layout.Count, places.Distinct().Count());
            var covered = new System.Collections.Generic.List<int>();
            var runs = new ElementRuns(layout);
            while (runs.MoveNext())
            {
                covered.AddRange(Enumerable.Range(runs.Start, runs.Length));
            }

            Assert.Equal(places.Order(), covered.Order());
        }
    }
}
