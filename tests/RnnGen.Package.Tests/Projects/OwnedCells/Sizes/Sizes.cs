namespace Owned;

/// <summary>A C# library that the cells of the F# project use.</summary>
public static class Sizes
{
    public const int Hidden = 8;
}
