using System;
using System.Collections.Generic;

namespace Streaming;

/// <summary>The log of a small web shop on a quiet day, for want of one's own.</summary>
internal static class SampleLog
{
    public static IEnumerable<string> Lines(int count, int seed)
    {
        var random = new Random(seed);
        TimeSpan time = TimeSpan.FromHours(8);
        for (int i = 0; i < count; i++)
        {
            time += TimeSpan.FromSeconds(random.Next(4));
            yield return $"{time:hh\\:mm\\:ss} {Event(random)}";
        }
    }

    private static string Event(Random random) => random.Next(10) switch
    {
        < 4 => $"GET /items/{random.Next(100)} 200 {random.Next(2, 30)}ms",
        < 6 => $"GET /items/{random.Next(100)}/reviews 200 {random.Next(5, 60)}ms",
        < 8 => $"POST /orders 201 {random.Next(20, 90)}ms",
        < 9 => $"GET /items/{random.Next(100, 1000)} 404 {random.Next(1, 5)}ms",
        _ => $"cleanup of carts: {random.Next(20)} rows",
    };
}
