import { NavLink } from "react-router";
import { useBasket } from "./useBasket.ts";

/** Way to the permits in the navigation, with how many datasets wait in the application. */
export function BasketLink() {
  const { ids } = useBasket();
  return (
    <NavLink to="/permits">
      Permits
      {ids.length === 0 ? null : (
        <>
          {" "}
          <span className="nav__count">
            {ids.length}
            <span className="visually-hidden">
              {ids.length === 1 ? " dataset" : " datasets"} in your application
            </span>
          </span>
        </>
      )}
    </NavLink>
  );
}
