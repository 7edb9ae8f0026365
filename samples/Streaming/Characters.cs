namespace Streaming;

/// <summary>Tokens are ASCII codes; every other byte is one unknown character.</summary>
internal static class Characters
{
    public const int LineEnd = '\n', Unknown = LogModel.V - 1;

    public static int Token(byte value) => value < Unknown ? value : Unknown;
}
