namespace RnnGen;

/// <summary>One tensor as the header of a safetensors file describes it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Format">Element format.</param>
/// <param name="Dims">Dimensions.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">Byte after the last.</param>
internal sealed record SafeTensorsEntry(string Name, ElementFormat Format, int[] Dims, long Begin, long End);
