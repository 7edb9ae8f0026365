using System.Linq;
using RnnGen.Analyzers.Flow;
using Xunit;

namespace RnnGen.Analyzers.Tests.Flow;

public sealed class PolynomialTests
{
    [Theory]
    [InlineData("2*H", "H+H")]
    [InlineData("(T-1)*2", "2*T-2")]
    [InlineData("B*T", "T*B")]
    [InlineData("(A+B)*(A-B)", "A*A-B*B")]
    [InlineData("T+1-1", "T")]
    public void Equal_in_normal_form(string left, string right) => Assert.Equal(Read(left), Read(right));

    [Theory]
    [InlineData("T", "T-1", 1L)]
    [InlineData("2*H", "H", null)]
    [InlineData("B", "T", null)]
    [InlineData("7", "4", 3L)]
    public void Differences_that_are_constant_are_proofs(string left, string right, long? difference) => Assert.Equal(difference, (Read(left) - Read(right)).Constant);

    [Theory]
    [InlineData("2*H", "H", true)]
    [InlineData("T+S", "T", false)]
    [InlineData("T", "T-1", true)]
    [InlineData("B", "T", false)]
    [InlineData("S", "T", true)]
    [InlineData("B*T", "T", false)]
    [InlineData("E", "H", false)]
    [InlineData("T", "T", false)]
    [InlineData("?", "T", false)]
    public void Proof(string left, string right, bool differs) =>
        Assert.Equal(differs, AxisExpression.Read(left, static _ => null)!.ProvablyDiffers(AxisExpression.Read(right, static _ => null)!));

    [Theory]
    [InlineData("T-1")]
    [InlineData("B*T")]
    [InlineData("2*H+3")]
    [InlineData("0")]
    public void Text_reads_back(string text) => Assert.Equal(text, Read(text).ToString());

    [Theory]
    [InlineData("T+")]
    [InlineData("")]
    [InlineData("2H")]
    [InlineData("(T")]
    public void What_cannot_be_read_is_nothing(string text) => Assert.Null(AxisExpression.Read(text, static _ => null));

    [Theory]
    [InlineData("B,T,F", "B*T,F", true)]
    [InlineData("B,T,F", "T,B,F", false)]
    [InlineData("B*T,F", "B,T,F", true)]
    [InlineData("B,T,2*H", "B,T,2,H", true)]
    [InlineData("B,2,H", "B,2*H", true)]
    [InlineData("T,B,A", "T,A,B", false)]
    [InlineData("N,L,H", "L,N,H", false)]
    [InlineData("B,1,F", "1,B,F", true)]
    [InlineData("6,4", "8,3", true)]
    [InlineData("B,T,2*F", "B,2*T,F", true)]
    [InlineData("B,2*T,F", "B,T,2*F", true)]
    [InlineData("B,T,2*H", "B,2,T,H", false)]
    [InlineData("D,B,H", "B,D*H", false)]
    [InlineData("2,B,H", "B,2*H", false)]
    [InlineData("B,D,H", "B,D*H", true)]
    [InlineData("B,?,F", "?,B,F", true)]
    public void Reshape_splits_and_merges_neighbours(string from, string to, bool isLawful) => Assert.Equal(!isLawful, ReshapeLaw.IsBroken(List(from), List(to)));

    private static AxisList List(string axes) => AxisList.Of(axes.Split(',').Select(axis => AxisExpression.Read(axis, static _ => null)!));

    private static Polynomial Read(string text) => AxisExpression.Read(text, static _ => null)!.Extent!;
}
