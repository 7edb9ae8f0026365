namespace RnnGen.Generator.Model;

/// <summary>Where a partial class stands, enough to write its other half.</summary>
/// <param name="Namespace">Namespace, or empty for the global one.</param>
/// <param name="Containing">Headers of the types around it, outermost first, for example <c>public static partial class Outer</c>.</param>
/// <param name="Header">Header of the type itself without base list, for example <c>public sealed partial class LineModel</c>.</param>
/// <param name="Name">Simple name; also the constructor's name.</param>
/// <param name="HintName">Unique file name without extension: the full metadata name with <c>+</c> as <c>.</c>.</param>
/// <param name="HasConstructor">Whether the user wrote an instance constructor, so that none is emitted.</param>
internal sealed record TypeSpec(
    string Namespace,
    EquatableArray<string> Containing,
    string Header,
    string Name,
    string HintName,
    bool HasConstructor);
