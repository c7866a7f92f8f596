# Where wapiti starts, and what sqlmap tries: every form and every parameter, as requests of the state that they belong to.
starts() { # state, address
  case "$1" in
    plain) ;;
    out) printf -- '-s %s ' "$2/signin?returnUrl=%2Faccount&ended=expired" "$2/signup" "$2/signin/recovery" "$2/reset-password?token=a" "$2/health/ready" ;;
    waiting) printf -- '-s %s ' "$2/signin/approval?again=true" "$2/signin/recovery" ;;
    in) printf -- '-s %s ' "$2/dashboard?q=curl&status=active&before=a&details=a" "$2/dashboard?confirm=sign-out&id=a&wrong=true" \
      "$2/account?confirm=forget-device&id=a" "$2/api/session" "$2/api/sessions?status=ended&limit=5&before=a" ;;
  esac
}

declare -A who=([out]=nobody [waiting]=ben-phone [in]=ann) at=([out]=/signin [waiting]=/signin/approval [in]=/dashboard)
declare -A token
for state in "${!who[@]}"; do token[$state]=$(token "${who[$state]}" "${at[$state]}"); done
session=$(curl -fsS -b "$(cookies ben)" "$url/api/session" | grep -oP '"session":\{"id":"\K[^"]+') # Ben's, which Ann cannot end
request=$(curl -fsS -b "$(cookies ann)" "$url/dashboard" | grep -oP 'name="request" value="\K[^"]+' | awk 'NR == 1')

before=$(curl -fsS -b "$(cookies ann)" "$url/api/sessions?limit=1" | grep -oP '"next":"\K[^"]+')

targets=()
target() { # name, state, parameters, method and path, body
  local name=$1 state=$2 body=${5:-}
  targets+=("$name")
  printf '%s' "$3" >"$out/sqlmap/$name.parameters"
  {
    printf '%s HTTP/1.1\nHost: 127.0.0.1:%s\n' "$4" "${door[sqlmap-$state]}"
    printf 'User-Agent: Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0\nReferer: %s/\nAccept: */*\n' "$url"
    printf 'Cookie: %s\n' "$(cookies "${who[$state]}")"
    case "$4" in
      *csp-report) printf 'Content-Type: application/csp-report\n\n%s' "$body" ;;
      POST*) printf 'Content-Type: application/x-www-form-urlencoded\n\n%s&__RequestVerificationToken=%s' "$body" "${token[$state]}" ;;
      DELETE*) printf 'RequestVerificationToken: %s\n\n' "${token[$state]}" ;;
      *) printf '\n' ;;
    esac
  } >"$out/sqlmap/$name.http"
}

headers=user-agent,referer,host
target waiting-cookies waiting waiting,proof,device,again "GET /signin/approval?again=true" # early: a request waits for ten minutes
target signin out Form.Email,Form.Password,returnUrl "POST /signin?returnUrl=%2Faccount" "_handler=signin&Form.Email=ann%40example.org&Form.Password=x"
target log in q,status,before,details "GET /dashboard?q=curl&status=active&before=$before&details=$session"
target api in status,before,limit "GET /api/sessions?status=ended&before=$before&limit=5"
target session-cookies in "session,device,antiforgery,recovery-codes,$headers" "GET /account"
target recovery out Form.Email,Form.Code,Form.NewPassword,Form.ConfirmNewPassword "POST /signin/recovery" \
  "_handler=recovery&Form.Email=ann%40example.org&Form.Code=AAAA-AAAA-AAAA-AAAA-AAAA-AAAA&Form.NewPassword=five+lamps+in+the+rain&Form.ConfirmNewPassword=five+lamps+in+the+rain"
target signup out Form.FirstName,Form.LastName,Form.Email,Form.Password,Form.ConfirmPassword "POST /signup" \
  "_handler=signup&Form.FirstName=Ann&Form.LastName=Attacked&Form.Email=ann%40example.org&Form.Password=four+lamps+in+the+rain&Form.ConfirmPassword=four+lamps+in+the+rain"
target collect waiting waiting "POST /signin/approval/collect" "a=1"
target name in Name.FirstName,Name.LastName "POST /account" "_handler=name&Name.FirstName=Ann&Name.LastName=Attacked"
target password in Password.CurrentPassword,Password.NewPassword,Password.ConfirmNewPassword "POST /account" \
  "_handler=password&Password.CurrentPassword=x&Password.NewPassword=y&Password.ConfirmNewPassword=y"
target deletion in delete,Password "POST /account?delete=true" "_handler=delete&Password=x"
target forget-device in device "POST /account/forget-device" "device=a"
target dismiss in number,page "POST /notices/dismiss" "number=1&page=%2Faccount"
target saved in page "POST /recovery-codes/saved" "page=%2Faccount"
target confirm in act,id,password "POST /confirm" "act=sign-out&id=$session&password=x"
target confirming in confirm,id,wrong "GET /account?confirm=forget-device&id=a&wrong=true"
target decided in decided,unreadable "GET /dashboard?decided=$request&unreadable=true"
target sign-out-other in session "POST /signout/other" "session=$session"
target approve in request,code "POST /signin/approval/approve" "request=$request&code=123456"
target deny in request "POST /signin/approval/deny" "request=$request"
target export in format "GET /api/sessions/export?format=json"
target delete-session in '#1*' "DELETE /api/sessions/$session*"
target signed-out out ended,device,antiforgery "GET /signin?ended=expired"
target path out '#1*' "GET /a*"
target csp-report out effective-directive,blocked-uri "POST /csp-report" \
  '{"csp-report":{"effective-directive":"img-src","blocked-uri":"https://example.org/a"}}'
