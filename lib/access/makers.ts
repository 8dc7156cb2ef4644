/**
 * Who makes links and passes where nobody signs in: no user whose rights could end stands behind them. Everybody who
 * reaches the demo is its admin, so what was made there works there and nowhere else, whatever database it lies in.
 */
export const makersWithoutUser = (isDemo: boolean): "demo" | "off" => (isDemo ? "demo" : "off");
