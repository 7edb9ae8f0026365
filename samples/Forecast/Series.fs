module Forecast.Series

open System
open System.Globalization
open System.IO

type Series = { Name: string; Values: float[] }

/// The equation of Mackey and Glass (1977), x' = 0.2 x(t-17) / (1 + x(t-17)^10) - 0.1 x, by the method of Runge and Kutta in steps of 0.1,
/// sampled at whole times after 500 of them.
let mackeyGlass count =
    let perTime, delay, skipped = 10, 17, 500
    let h = 1.0 / float perTime
    let x = Array.create ((skipped + count) * perTime) 1.2
    let past i = if i < delay * perTime then 1.2 else x[i - delay * perTime]
    let slope value delayed = 0.2 * delayed / (1.0 + delayed ** 10.0) - 0.1 * value

    for i in 0 .. x.Length - 2 do
        let now, next = past i, past (i + 1)
        let middle = 0.5 * (now + next)
        let k1 = slope x[i] now
        let k2 = slope (x[i] + 0.5 * h * k1) middle
        let k3 = slope (x[i] + 0.5 * h * k2) middle
        let k4 = slope (x[i] + h * k3) next
        x[i + 1] <- x[i] + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)

    { Name = "Mackey-Glass"
      Values = Array.init count (fun t -> x[(skipped + t) * perTime]) }

let private parse (text: string) =
    match Double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture) with
    | true, value when Double.IsFinite value -> Some value
    | _ -> None

let private columnOf (header: string[]) hasHeader (wanted: string option) =
    match wanted with
    | None -> Ok(header.Length - 1)
    | Some name ->
        match header |> Array.tryFindIndex ((=) name), Int32.TryParse name with
        | Some index, _ when hasHeader -> Ok index
        | _, (true, position) when position >= 1 && position <= header.Length -> Ok(position - 1)
        | _ ->
            let names = header |> String.concat ", "
            Error $"There is no column '{name}'; there are {header.Length}: {names}."

/// A column of a file with commas or semicolons between its fields, with or without a header.
let ofCsv (path: string) column =
    let rows =
        File.ReadAllLines path
        |> Array.filter (String.IsNullOrWhiteSpace >> not)
        |> Array.map (fun line -> line.Split(if line.Contains ';' then ';' else ',') |> Array.map _.Trim().Trim('"'))

    if rows.Length = 0 then
        Error $"{path} is empty."
    else
        let hasHeader = rows[0] |> Array.forall (parse >> Option.isNone)
        let body = if hasHeader then Array.tail rows else rows

        columnOf rows[0] hasHeader column
        |> Result.bind (fun index ->
            let values = body |> Array.map (Array.tryItem index >> Option.bind parse)

            match values |> Array.tryFindIndex Option.isNone with
            | Some bad -> Error $"{path}: row {bad + 1} below the header has no number in column {index + 1}."
            | None ->
                Ok
                    { Name = if hasHeader then rows[0][index] else FileInfo(path).Name
                      Values = values |> Array.choose id })
