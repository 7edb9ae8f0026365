/// What a forecast must beat.
module Forecast.Baselines

open MathNet.Numerics.LinearAlgebra.Double
open MathNet.Numerics.LinearRegression

/// The last value goes on for ever.
let naive (values: float[]) horizon origin : float[] = Array.create horizon values[origin]

/// Values of the past that the linear forecast reads.
let lags = 48

let private past (values: float[]) origin = Array.init (lags + 1) (fun j -> if j = lags then 1.0 else values[origin - j])

/// A linear autoregression with weights of its own for each distance, by least squares over the training part.
let linear (data: Data.Scaled) =
    let origins = [| lags - 1 .. data.TrainingLength - 1 - Forecaster.Horizon |]
    let rows = origins |> Array.map (past data.Values) |> DenseMatrix.OfRowArrays
    let following = DenseMatrix.Create(origins.Length, Forecaster.Horizon, (fun i k -> data.Values[origins[i] + k + 1]))
    let weights = MultipleRegression.QR(rows, following)

    fun horizon origin -> (weights.TransposeThisAndMultiply(past data.Values origin |> DenseVector.OfArray)).ToArray() |> Array.take horizon
